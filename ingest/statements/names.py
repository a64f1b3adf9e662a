"""First names, titles and offices that tell who a word stands for.

Of general knowledge. First names say whom "he" or "she" can mean; a name that is on no list is of unknown gender.
"""

from __future__ import annotations

_MEN = """
aaron abraham adam adrian ahmed al alan albert aldous alejandro alex alexander alfred ali allan allen alvin amir anders andre andrew andy
angelo anselm anthony antonio antony ari arnold arthur asa barack barry bart ben benjamin bernard bernie bill billy bob bobby boris brad
bradley brendan brent brett brian bruce bryan bryce caleb calvin carl carlos carter casimir cedric chad charles charlie chris christian
christopher chuck clarence clay clint cody colin conor corey craig curt curtis dale dan daniel danny darrell darren dave david dean dennis
denis derek devin dick diego dmitri dominic don donald doug douglas drew duncan dwight earl ed eddie edgar edmund eduardo edvin edward
elijah elliott emanuel emmanuel eric erik ernest ethan eugene evan felipe felix fernando francis francisco francois frank franklin fred
frederick gabriel garrett gary gavin gene geoffrey george gerald gerard gilbert giorgio glen glenn gordon graham grant greg gregory
guillermo guy harold harry harvey hassan hector henry herbert herman hiroshi howard hugh hugo ian ibrahim igor isaac ivan jack jacob jacques
jaime jake james jared jason javier jay jeb jeff jeffrey jeremy jerome jerry jesse jim jimmy joachim joaquin joe joel johan johannes john
johnny jon jonah jonathan jordan jorge jose josé josef joseph josh joshua juan julian julio justin karl keith ken kenneth kent kevin khalid
kirk kurt kyle lance larry lars lawrence lee leo leon leonard leonid leopold leroy lindsey lloyd lorenzo lou louis lucas luis luke luther
mahmoud malcolm manuel marc marco marcus mario mark marshall martin marvin mathew matt matthew maurice max michael miguel mike mikhail mitch
mitt mohamed mohammad mohammed moshe muhammad nathan nathaniel neil nelson newt nicholas nick nicolas nigel noah norman oleg oliver omar
orrin oscar otto owen pablo pat patrick paul pedro per pete peter phil philip phillip pierre rafael ralph ramon rand randy raul raymond reed
reggie reince rex ricardo richard rick ricky rob robert roberto robin rodney rodrigo roger roland ron ronald rory ross roy ruben rudolph
rudy rupert russ russell ryan salvador sam samuel santiago scott sean sebastian serge sergei sergey seth shane shaun shawn sheldon sidney
simon spencer stan stanley stephen steve steven stuart tarek ted terence terrence terry theodore thomas tim timothy todd tom tommy tony
travis trent trevor trey tyler vance vernon victor vincent vladimir volodymyr wade wallace walter warren wayne wendell wesley will willard
william winston wolf wolfgang xavier yuri zach zachary hanno femi abel ade agustin akira alain alastair alec alessandro alexis alfie ambrose
amos anatoly andreas andrei antoine anwar archie armando arturo augustus barnaby basil bert brendon cameron carlo cesar chester claude
clifford clinton colm connor cyril damian damien darius declan dexter diarmuid didier dirk dominik donovan dwayne dylan eamon eamonn emilio
emmett enrique enzo esteban ewan fergus finn finlay freddie fredrik gareth geoff georg geraint gerry giovanni giuseppe gustav hamish hans
heinrich henrik hubert humphrey ignacio ismail ivo jarvis jasper jens jorg jurgen kamal karim kieran klaus kofi kwame lachlan lawson
leonardo lester lionel luca ludwig magnus malik marcel mason massimo mateo matthias mehmet melvin merlin milan milo miles morgan murray
mustafa neville niall nils olaf oskar osman paddy paolo pascal percy pierce piers quentin quincy radu rashid rene rhys rodger roderick
sandro sebastien silas stefan sven tariq terrance theo thierry tobias tomas tyrone umar vaughn vikram wilbur wilfred xander yusuf bertil
"""
_WOMEN = """
abigail ada adele adriana agnes aisha alexandra alexis alice alicia alison allison alma alyssa amanda amber amelia amy ana andrea angela
angelina anita ann anna anne annette annie april arianna ashley astrid audrey barbara beatrice becky bella bernadette bernice beth bethany
betsy betty beverly bonnie brenda brianna bridget britney brittany brooke caitlin camille candace candice carla carly carmen carol carole
caroline carolyn carrie cassandra catherine cathy cecilia celeste charlene charlotte chelsea cheryl chloe christiane christina christine
cindy claire clara claudia colleen connie constance courtney cristina crystal cynthia daisy dana danielle daphne dawn deborah debbie debra
delia denise diana diane dianne dolores donna dora doris dorothy ebony edith edda eileen elaine eleanor elena elisabeth elise elizabeth ella
ellen eloise elsa emily emma erica erika erin esther ethel eva eve evelyn faith fatima felicia fiona florence frances gabriela gabrielle
gail georgia geraldine gina ginger gladys gloria grace greta gretchen gwen hannah harriet hazel heather heidi helen helena hilary hillary
holly hope huma ida ilse imani ines ingrid irene iris isabel isabella ivanka ivy jacqueline jan jane janet janice janine jasmine jean jeanne
jen jenna jennifer jenny jessica jill jo joan joann joanna joanne jocelyn jodi josephine joy joyce juanita judith judy julia juliana julie
juliet june justine karen karin kate katharine katherine kathleen kathryn kathy katie katrin katrina katy kay kayla kayleigh keisha kellie
kelly kelsey kendra kim kimberly kirsten kirstjen kristen kristin kristina kristine lara laura lauren laurie leah leila lena leslie leticia
lillian lily linda lisa liz liza lois lola loretta lori lorraine louise lucia lucille lucy luisa lydia lynn mabel madeleine maggie mandy
marcia margaret margarita marge maria marianne marie marilyn marina marissa marjorie marsha martha mary maureen maxine may megan meghan
melanie melania melinda melissa mercedes meredith michele michelle mildred mimi mindy miranda miriam moira molly monica muriel nadia nancy
naomi natalia natalie natasha nicola nicole nikki nina nora norma oda olga olivia pamela pat patricia patty paula pauline pearl peggy
penelope penny petra phyllis polly priscilla rachel ramona rebecca regina renee rhonda rita roberta rosa rosalind rose rosemary roxanne ruth
sabrina sally samantha sandra sandy sara sarah shannon sharon sheila shelley sherry shirley sigrid silvia simone sofia sonia sophia sophie
stacey stacy stella stephanie sue susan susana susanna susanne suzanne svetlana sylvia tamara tammy tamsin tania tanya tara teresa terri
thelma theresa tiffany tina toni tonya tracy trisha ursula valerie vanessa vera veronica vicki victoria viola violet virginia vivian wanda
wendy wenna whitney wilma winifred yolanda yvette yvonne zoe abby adela agatha aileen aine alana aleksandra alessandra alina amina amira
anastasia aoife ariana averil ayesha beatriz bianca blanche bridie brigitte bronagh bronwen bryony camilla carina carmel carolina catalina
catriona cecily cerys chantal chiara chiyo ciara claudine cleo cordelia corinne dagmar deirdre dervla diya donatella doreen dorothea edwina
elin elisa elspeth elsie emilia emmanuelle estelle esme eugenie eunice farah fatou federica fenella fern flora francesca francine frieda
gaynor gemma georgina gertrude gillian ginny giulia glenda gudrun gwendolen gwyneth hattie hermione hilda honor ilka ilona imogen ina inga
ingeborg isla ivana ivona jacinta jacqui janette jayne jemima jocelyne johanna josefina josie kamala karina karla katarina katinka keira
kerry kirstie kirsty lakshmi latoya leanne leonie leonora lesley liliana linnea lorna lucinda ludmila mairead malala marcella margot mariam
marian mariana maribel marietta marlene marta matilda mavis mayumi meera millicent mina mireille morag muna myra nadine nadja nasreen
natalya nell nellie nerys niamh nicolette nieves niki noor nuala odette ofelia olena olive orla ottilie paloma phoebe philippa pippa polina
poppy priya raquel rebekah renata rhiannon rosie rowena rosalie roisin roxana sadie saoirse saskia selma serena shirin siobhan sigrun sinead
solveig sonja suzanna suzy sybil tabitha tatiana tessa thora tilda trudy ulrike una valentina verity viv vivienne winnie xenia yasmin
yetunde ylva zara zainab zelda
"""
MEN = frozenset(_MEN.split())
WOMEN = frozenset(_WOMEN.split())
_EITHER = "robin alex chris pat kim leslie lindsey jordan terry tracy jan jean dana kelly lee sam"
EITHER = MEN & WOMEN | frozenset(_EITHER.split())

_COURTESY_MEN_WORDS = """
mr mr. sir lord king prince pope brother father
"""
COURTESY_MEN = frozenset(_COURTESY_MEN_WORDS.split())
_COURTESY_WOMEN_WORDS = """
mrs mrs. ms ms. miss lady queen princess madam sister dame congresswoman councilwoman chairwoman spokeswoman assemblywoman mayoress
"""
COURTESY_WOMEN = frozenset(_COURTESY_WOMEN_WORDS.split())
_TITLES = """
mr mrs ms miss dr prof professor sir lord lady dame sen sens rep reps gov govs gen lt col capt cpt sgt maj adm cmdr pres rev fr hon atty
senator senators representative representatives congressman congresswoman governor president premier chancellor minister secretary
ambassador mayor councillor councilor councilman councilwoman alderman general colonel captain sergeant major admiral commander lieutenant
judge justice speaker chairman chairwoman chair reverend father sister pope king queen prince princess sheikh ayatollah imam rabbi bishop
archbishop cardinal pastor director attorney sheriff chief officer detective delegate assemblyman assemblywoman spokesman spokeswoman
spokesperson candidate nominee leader democrat republican coach deputy acting executive former vice prime foreign first lady then- ceo cfo
chairperson commissioner counsel adviser advisor comedian moderator anchor host filmmaker
committeeman committeewoman supervisor recorder treasurer whip
"""
_CUT = "mr mrs ms dr prof sen sens rep reps gov govs gen lt col capt cpt sgt maj adm cmdr pres rev fr hon atty"
TITLES = frozenset(_TITLES.split()) | {title + "." for title in _CUT.split()}
"""Words that stand before a name and are no part of it."""

_OFFICES = """
president premier chancellor minister secretary ambassador mayor governor senator congressman congresswoman councillor councilor judge
justice speaker chairman chairwoman general director sheriff chief pope king queen prince bishop archbishop spokesman spokeswoman
spokesperson lawmaker businessman businesswoman billionaire mogul candidate nominee professor lawyer attorney strategist adviser advisor
pollster consultant analyst economist historian activist farmer
"""
OFFICES = frozenset(_OFFICES.split())
"""What a person is called after having been named ("the premier")."""

_PEOPLE = """
man woman men women people person voters voter officials official aides aide critics critic supporters supporter lawmakers reporters
reporter democrats republicans conservatives liberals experts expert analysts strategists advisers allies opponents rivals residents
teachers farmers students workers members leaders activists protesters delegates donors sources prosecutors investigators police authorities
witnesses relatives friends colleagues americans candidates senators governors accountant actor actress architect artist author biographer
blogger bookkeeper broker builder campaigner carer churchwarden cleric columnist commander commissioner commentator constable correspondent
curator dean developer diplomat doctor driver economists engineer entrepreneur envoy executive executives firefighter fisherman fishermen
headteacher inspector insider investor journalist landlord librarian manager mechanic minister musician neighbor neighbors neighbour
neighbours novelist nurse officer officers organiser organisers organizer organizers owner parent parents passenger pastor pensioner
physician pilot planner poet priest principal producer prosecutor publisher rancher researcher researchers scholar scientist scientists
sergeant shopkeeper singer soldier solicitor steward student superintendent surgeon teacher technician tenant tenants therapist trader
treasurer trustee veteran veterans vicar volunteer volunteers worker writer
"""
PEOPLE = frozenset(_PEOPLE.split()) | OFFICES

_RELATIONS = """
leader deputy predecessor successor head director manager chair author husband wife son daughter brother sister father mother friend rival
opponent colleague partner boss assistant secretary founder owner member star host editor president
"""
RELATIONS = frozenset(_RELATIONS.split())
"""What one person is to others ("her deputy")."""

_PARTICLES_WORDS = "de da di del della der den van von bin ibn al el la le du dos ten ter"
PARTICLES = frozenset(_PARTICLES_WORDS.split())
"""Words in lower case that a surname may begin with: "van den Berg"."""

_ORGANISATION = """
committee party association university college institute center centre council board agency department ministry bureau commission court
house senate congress parliament assembly campaign company corp corporation inc llc ltd bank group union federation league foundation fund
times post journal news press tribune herald gazette courier ledger magazine network radio tv television administration government
coalition alliance society club church school district county city state states street avenue river valley lake island islands bay park
square hall center airport station act bill amendment law agreement treaty deal pact day week month year war debate convention conference
summit election primary caucus poll survey report
"""
ORGANISATION = frozenset(_ORGANISATION.split())
"""Last words of names that are no person's."""

_MEDIA_WORDS = """
cnn nbc abc cbs fox msnbc pbs npr bbc reuters bloomberg politico breitbart twitter facebook instagram youtube snapchat reddit axios vox
buzzfeed mediaite telegram tiktok newsmax univision telemundo c-span cnbc espn hbo mtv showtime sky
"""
MEDIA = frozenset(_MEDIA_WORDS.split())
"""Media that go by one word."""

_MEDIA_LAST_WORDS = """
news times post journal press tribune herald gazette courier ledger magazine network radio tv television today globe chronicle examiner
observer guardian telegraph mail review star register inquirer sun
"""
MEDIA_LAST = frozenset(_MEDIA_LAST_WORDS.split())
"""Last words of the names of media."""
