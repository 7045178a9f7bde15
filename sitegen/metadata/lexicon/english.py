"""English."""

WORDS = {
    "arts-and-entertainment": """
        art arts artist* painter* painting* sculpt* gallery galleries museum* exhibition* canvas fresco
        film films filmmaker* cinema* movie* actor actors actress* theatre* theater* stage drama* opera*
        ballet danc* music* song* singer* album* band bands orchestra* concert* violin* piano* jazz
        novel novels novelist* poem* poet* poetry literature literary fiction writer* author* book books
        publisher* television tv broadcast* radio journalis* newspaper* magazine* media celebrit* director
        screenplay comedian* comedy festival* culture* architect* photograph* librar* audience* reviewer*""",
    "conflict": """
        war wars warfare wartime troops soldier* army armies military militar* battle* battlefield* invasion*
        invade* missile* bomb* shell shelling artillery tank tanks drone drones airstrike* ceasefire truce
        armistice peace peacekeep* nato deploy* combat* insurg* rebel* guerrilla* militia* occup* siege
        frontline* weapon* weapons munition* casualt* refugee* genocide massacre* hostilit* defence defense
        navy naval warship* submarine* terror* hostage* coup veteran* offensive nuclear alliance* geopolit*""",
    "crime-and-law": """
        crime* criminal* police policeman officer* arrest* suspect* murder* homicid* killer* robber* theft*
        thief thieves burgl* fraud* scam* court courts judge* judicial jury juries trial trials lawsuit*
        lawyer* attorney* prosecut* defendant* plaintiff* verdict* convict* guilty sentenc* prison* jail*
        inmate* bail parole illegal* law laws legal statute* justice tribunal* testif* witness* detective*
        smuggl* traffick* corrupt* brib* launder* forensic* extradit* appeal* supreme""",
    "disaster": """
        disaster* earthquake* quake* tsunami* flood flooded flooding floods wildfire* fire fires blaze*
        firefighter* explosion* exploded crash crashed crashes collision* derail* wreck* rescue* rescuer*
        survivor* evacuat* victim* collapse* landslide* avalanche* volcan* erupt* emergency ambulance*
        aftershock* rubble debris shipwreck* capsiz* drown* accident* catastroph* famine* relief dam levee""",
    "economy": """
        econom* business* company companies corporat* firm firms market* stock stocks share shares
        shareholder* invest* investor* bank banks banking banker* finance financ* fund funds bond bonds
        interest inflation* price prices pricing trade trading tariff* export* import imports gdp growth
        recession* profit* revenue* earnings sales retail* consumer* customer* merger* acquisition* startup*
        entrepreneur* industr* manufactur* factory factories currenc* dollar dollars euro euros debt* deficit*
        loan* mortgage* tax taxes budget* ceo executive* supply commodit* insur* oil crypto* bitcoin""",
    "education": """
        education* school* schools schooling pupil* student* teacher* teaching taught classroom* curricul*
        university universities college* campus* professor* lecturer* lecture* degree* graduate* undergraduate*
        tuition exam exams examination* literacy kindergarten* preschool* syllabus homework learner* learning
        scholarship* dean semester* diploma* grade grades headmaster* headteacher* principal academ* textbook*
        apprentic* training lesson* boarding enrol*""",
    "environment": """
        environment* climate* emission* carbon greenhouse pollut* ecolog* ecosystem* biodivers* species
        habitat* conservation* wildlife forest* deforest* rainforest* river rivers wetland* ocean* reef*
        glacier* ice sea renewab* solar wind turbine* sustainab* recycl* waste plastic* landfill*
        endangered extinct* bird birds insect* bee bees fish salmon whale* soil pesticide* organic warming
        fossil methane peat moor marsh hedgerow* tree trees meadow* drought* park nature""",
    "health": """
        health* hospital* doctor* physician* nurse* patient* disease* illness* cancer* tumour* tumor* virus*
        viral bacteri* infect* epidemic* pandemic* vaccin* immun* drug drugs medic* medicine* treatment*
        therap* clinic* surg* diabet* obes* heart blood brain mental depress* anxiety dementia alzheimer*
        symptom* diagnos* pharma* antibiotic* nutrition* diet* vitamin* pregnan* birth midwi* sleep
        cholera malaria tubercul* covid* coronavirus plague cure quarantine ward wellness""",
    "human-interest": """
        grandmother* grandfather* anniversary birthday* reunited reunion heartwarm* quirky oddity odd
        record-breaking centenarian* oldest tallest lottery winner* mystery viral stranger* kindness
        pet pets dog dogs puppy cat cats kitten* rescued twins hobby collector* letter bottle keepsake*
        childhood memories remembered neighbour* neighbor* wedding* royal* prince princess obituary""",
    "labour": """
        worker* workers labour* labor union unions unionis* unioniz* strike strikes striking picket* wage*
        salary salaries pay payroll job jobs jobless employ* employment unemploy* employer* employee* workplace
        layoff* redundan* overtime shift shifts foreman miners miner dockers docker apprentice* pension* retire*
        bargaining collective hiring recruit* workforce freelance* gig minimum apprenticeship* guild colleagues""",
    "lifestyle": """
        recipe* cook* cooking chef* kitchen* restaurant* cuisine food foods meal* dish dishes bake* baking
        bread flour oven wine* beer* coffee tea garden* gardening flower* fashion* dress* style* designer* beauty
        makeup hair skin home homes furniture decor* interior travel* holiday* vacation* tourist* tourism
        hotel* beach* hike* hiking trail* luxury shopping gift* hobby hobbies leisure game games gaming
        cheese butter salt soup vegetable* orchard allotment craft* knitting""",
    "politics": """
        politic* politician* government* president* presidential minister* ministry parliament* senate senator*
        congress* congressman lawmaker* legislat* election* elect* vote votes voter* voting ballot* referendum*
        campaign* candidate* party parties democrat* republican* conservative* liberal* socialist* communis*
        coalition* opposition policy policies diplomat* diplomacy embass* ambassador* treaty treaties sanction*
        constitution* reform* regime* dictator* state mayor* council councillor* governor* cabinet
        foreign sovereignty hegemon* multipolar* bilateral geopolit* brexit eu un summit kremlin""",
    "religion": """
        religio* church* churches priest* bishop* archbishop* pope papal vatican catholic* protestant* christian*
        christ jesus bible biblical gospel* parish* prayer* pray* worship* faith* god gods holy saint* sacred
        islam* muslim* mosque* imam* quran koran ramadan jew jews jewish judaism synagogue* rabbi* torah hindu*
        temple* buddh* monk* monaster* nun nuns theolog* sermon* clergy congregation* pilgrim* spiritual* heaven
        chapel* cathedral* hymn* abbey* baptis*""",
    "science-and-technology": """
        scien* scientist* research* researcher* laborator* experiment* physic* physicist* chemis* biolog* genetic*
        genom* dna astronom* telescope* planet* space spacecraft nasa satellite* rocket* orbit* moon mars galax*
        quantum particle* molecul* atom* technolog* computer* computing software hardware internet online web
        algorithm* artificial intelligence robot* data digital smartphone* app apps google microsoft apple
        engineer* engineering invent* innovat* chip chips semiconductor* battery batteries mathemat* fossil*
        archaeolog* cyber* hacker* programmer* code machine machines""",
    "society": """
        societ* social communit* famil* marriage* divorce* children child childhood parent* mother* father* women
        woman men gender* equality inequality* discriminat* racis* race racial black ethnic* minorit* immigra* migra*
        asylum citizen* population* demograph* census poverty poor homeless* housing rent tenant* welfare
        charit* volunteer* elderly ageing aging youth teenager* lgbt* gay feminis* rights identity village*
        neighbourhood* neighborhood* loneliness generation* civic tradition* belonging""",
    "sport": """
        sport* football* footballer* soccer goal goals goalkeeper* striker* midfielder* league* cup match matches
        team teams coach coaches player* playoff* championship* champion* tournament* olympic* medal* athlete*
        athletic* rugby cricket* wicket* tennis golf* basketball nba baseball hockey nhl nfl quarterback*
        touchdown* racing racer* race cyclist* cycling marathon* runner* sprint* swim* swimmer* boxing boxer*
        wrestl* stadium* referee* umpire* penalty injury season seasons score scored fans squad fixture*""",
    "weather": """
        weather forecast* meteorolog* temperature* rain* rainfall snow* snowfall storm* thunderstorm* hurricane*
        cyclone* typhoon* tornado* blizzard* heatwave* heat frost* fog foggy wind winds gust* humid* sunny
        cloud* hail sleet drought* monsoon* celsius fahrenheit barometer* precipitation chill* icy downpour*""",
}
