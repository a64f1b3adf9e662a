import os
from pathlib import Path

import pytest

from ingest.errors import InputError
from ingest.load import load_bytes, load_paths
from ingest.models import LoadedArticle, Metadata, Rejection, text_version
from tests.ingest.load.files_in_code import a_pdf, a_word_file, lines


def articles(*paths: Path, given: Metadata = Metadata()) -> list[LoadedArticle]:
    return [item for item in load_paths(paths, given) if isinstance(item, LoadedArticle)]


def rejections(*paths: Path) -> list[Rejection]:
    return [item for item in load_paths(paths) if isinstance(item, Rejection)]


def written(path: Path, content: str | bytes = "It was late.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_every_format_in_a_folder_is_loaded_in_the_order_of_the_paths(tmp_path: Path) -> None:
    written(tmp_path / "a" / "1.TXT")
    written(tmp_path / "a" / "2.md")
    written(tmp_path / "3.html", "<html><body><article><p>It was late.</p></article></body></html>")
    written(tmp_path / "4.htm", "<html><body><article><p>It was late.</p></article></body></html>")
    written(tmp_path / "5.pdf", a_pdf(lines("It was late.")))
    written(tmp_path / "6.docx", a_word_file("It was late."))
    written(tmp_path / "7.jsonl", '{"text": "It was late."}\n')

    found = articles(tmp_path)

    names = [str(Path(article.source_id).relative_to(tmp_path.resolve())) for article in found]
    assert names == ["3.html", "4.htm", "5.pdf", "6.docx", f"7.jsonl#{text_version('It was late.')}", "a/1.TXT", "a/2.md"]
    assert {article.text for article in found} == {"It was late."}


def test_a_file_is_named_after_its_absolute_path_however_it_is_reached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path / "a" / "ferry.txt")
    monkeypatch.chdir(tmp_path)

    found = articles(Path("a/../a/ferry.txt"), file, tmp_path)

    assert [article.source_id for article in found] == [str(file.resolve())]


def test_a_missing_path_raises_before_anything_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"There is no file or folder .*absent\.txt"):
        load_paths([written(tmp_path / "ferry.txt"), tmp_path / "absent.txt"])


def test_hidden_files_and_unknown_formats_are_rejected_by_name_and_the_rest_goes_on(tmp_path: Path) -> None:
    written(tmp_path / ".git" / "config")
    written(tmp_path / ".DS_Store")
    written(tmp_path / "ferry.txt")
    written(tmp_path / "photo.jpg")
    written(tmp_path / "README")

    assert [(Path(r.source).name, r.reason.split(".")[0]) for r in rejections(tmp_path)] == [
        (".DS_Store", "It is hidden"),
        (".git", "It is hidden"),
        ("README", "It is in no format that is read"),
        ("photo.jpg", "It is in no format that is read"),
    ]
    assert len(articles(tmp_path)) == 1


def test_a_link_that_leads_back_is_not_followed(tmp_path: Path) -> None:
    written(tmp_path / "ferry.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)

    assert [Path(rejection.source).name for rejection in rejections(tmp_path)] == ["loop"]


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    assert [rejection.reason for rejection in rejections(tmp_path)] == ["The folder is empty. Put articles into it."]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.pdf", "a.docx"])
@pytest.mark.parametrize("content", [b"", b" \r\n\t "], ids=["nothing", "white space"])
def test_an_empty_file_of_any_format_says_so(tmp_path: Path, name: str, content: bytes) -> None:
    assert "The file is empty" in rejections(written(tmp_path / name, content))[0].reason


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a.jsonl"])
@pytest.mark.parametrize("content", [bytes(range(256)) * 40, b"\x89PNG\r\n\x1a\n" + bytes(99)], ids=["every byte", "a picture"])
def test_a_binary_file_under_any_name_is_rejected_without_an_exception(tmp_path: Path, name: str, content: bytes) -> None:
    found = list(load_paths([written(tmp_path / name, content)]))

    assert found
    assert all(isinstance(item, Rejection) for item in found)


def test_a_huge_file_is_rejected_unread(tmp_path: Path) -> None:
    file = tmp_path / "huge.txt"
    with file.open("wb") as sparse:
        sparse.truncate(2**40)

    assert "1,048,576 MiB, and 64 is the most" in rejections(file)[0].reason


def test_a_text_longer_than_an_article_is_rejected(tmp_path: Path) -> None:
    assert "2,000,001 characters" in rejections(written(tmp_path / "long.txt", "x" * 2_000_001))[0].reason


def test_a_line_too_long_is_rejected_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.load.files.MAX_LINE_BYTES", 100)
    monkeypatch.setattr("ingest.load.jsonl.MAX_LINE_BYTES", 100)
    file = written(tmp_path / "a.jsonl", '{"text": "' + "x" * 1000 + '"}\n{"text": "It was late."}\n{"text": "' + "y" * 100 + '"}')

    assert [getattr(item, "text", getattr(item, "line", None)) for item in load_paths([file])] == [1, "It was late.", 3]


def test_a_file_that_may_not_be_read_is_rejected(tmp_path: Path) -> None:
    file = written(tmp_path / "ferry.txt")
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("this user may read every file")

    assert "It cannot be read: permission denied" in rejections(file)[0].reason


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")

    assert rejections(tmp_path / "pipe.txt")[0].reason == "It is neither a file nor a folder."


def test_a_file_name_that_is_no_utf_8_can_be_stored(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"Zo\xeb.txt")).write_text("It was late.")
    except OSError:
        pytest.skip("this file system takes no such name")

    assert articles(tmp_path)[0].source_id.encode().endswith(b"Zo\\xeb.txt")


def test_one_url_for_many_articles_is_refused(tmp_path: Path) -> None:
    written(tmp_path / "a.txt")

    with pytest.raises(InputError, match="A URL names one article"):
        load_paths([tmp_path], Metadata(url="https://courier.example/f"))


def test_a_given_url_names_the_one_file(tmp_path: Path) -> None:
    given = Metadata(url="https://courier.example/f", outlet="Courier")

    assert [(a.source_id, a.metadata.outlet) for a in articles(written(tmp_path / "a.txt"), given=given)] == [
        ("https://courier.example/f", "Courier")
    ]


def test_pasted_text_is_named_after_its_digest() -> None:
    (article,) = load_bytes("Zoë was late.".encode(), "pasted")

    assert isinstance(article, LoadedArticle)
    assert article.source_id == f"pasted#{text_version('Zoë was late.')}"


def test_an_upload_is_named_after_its_file_without_folders() -> None:
    (article,) = load_bytes(b"It was late.", "..\\..\\etc/ferry.txt")

    assert isinstance(article, LoadedArticle)
    assert article.source_id == f"ferry.txt#{text_version('It was late.')}"


def test_an_uploads_own_id_goes_before_its_url_and_that_before_its_name() -> None:
    page = b"---\nurl: https://courier.example/f\n---\nIt was late."

    assert [item.source_id for item in load_bytes(page, "f.md") if isinstance(item, LoadedArticle)] == ["https://courier.example/f"]
    assert [item.source_id for item in load_bytes(page, "f.md", source_id="f-1") if isinstance(item, LoadedArticle)] == ["f-1"]


def test_uploaded_lines_are_read_one_by_one() -> None:
    found = list(load_bytes(b'{"text": "A.", "id": "a"}\n\n{"text": ""}\n', "news.jsonl"))

    assert [getattr(item, "source_id", getattr(item, "line", None)) for item in found] == ["a", 3]


@pytest.mark.parametrize(("data", "name"), [(b"It was late.", "ferry.exe"), (b"", "ferry.txt"), (b"", "pasted"), (b" \n", "pasted")])
def test_an_upload_that_is_no_article_is_rejected(data: bytes, name: str) -> None:
    (rejection,) = load_bytes(data, name)

    assert isinstance(rejection, Rejection)
    assert rejection.source == name


def test_an_empty_file_of_lines_says_so(tmp_path: Path) -> None:
    assert "The file is empty" in rejections(written(tmp_path / "a.jsonl", "\n\n"))[0].reason
