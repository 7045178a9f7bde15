"""Common given names of many countries: a line that begins with one is more likely a person's."""

GIVEN_NAMES = frozenset(
    """
    aaron abby abigail adam adrian agnes aidan alan albert alec alex alexa alexander alexandra alexis alfred
    alice alicia alison allan allen allison alyssa amanda amber amelia amy andrea andrew andy angela angie
    anita ann anna annabel anne annette annie anthony april archie ariana ariel arlene arnold arthur ashley
    audrey austin ava barbara barry beatrice becca becky belinda ben benjamin bernadette bernard bert beth
    bethany betsy betty beverly bill billy blake bob bobby bonnie brad bradley brandon brenda brendan brent
    brett brian bridget brittany brooke bruce bryan bryce byron caitlin caleb calvin cameron candice carl
    carla carly carmen carol caroline carolyn carrie carter casey cassandra cassie catherine cathy cecil
    cecilia chad charlene charles charlie charlotte chelsea cheryl chester chloe chris christian christie
    christina christine christopher christy chuck cindy claire clara clarence clark claude claudia clay
    clayton cliff clifford clint clive cody colin colleen connie connor conor conrad constance cora corey
    cory courtney craig crystal curtis cynthia daisy dale dallas damian damien damon dan dana daniel danielle
    danny daphne darcy darrell darren darryl dave david dawn dean deanna deb debbie deborah debra declan dee
    denise dennis derek desmond devin devon dexter diana diane dick dinah dirk dominic don donald donna
    doreen doris dorothy doug douglas drew duane duncan dustin dwayne dwight dylan earl ed eddie edgar edith
    edmund edna eduard edward edwin eileen elaine eleanor elena eli elijah elisa elise eliza elizabeth ella
    ellen ellie elliot elliott elsa elsie emily emma eric erica erik erika erin ernest esther ethan eugene
    eva evan eve evelyn faith fay felicia felicity felix fergus fiona florence floyd frances francis frank
    franklin fred freddie frederick gabriel gabriella gail gareth garrett garry gary gavin gayle gemma gene
    geoff geoffrey george georgia georgina gerald geraldine gerard gilbert gillian gina ginger ginny glen
    glenn gloria gordon grace graham grant greg gregory greta guy gwen hailey hal hannah harold harriet harry
    harvey hayden hayley heather hector heidi helen henry herbert herman hilary holly hope howard hubert hugh
    hugo hunter ian imogen ingrid ira irene iris irving isaac isabel isabella isabelle ivan ivy jack jackie
    jackson jacob jacqueline jade jaime jake james jamie jan jane janet janice jared jasmine jason jasper jay
    jean jeanette jeanne jeff jeffrey jen jenna jennifer jenny jeremy jerome jerry jess jesse jessica jessie
    jill jillian jim jimmy jo joan joanna joanne jocelyn jodi jodie jody joe joel joey john johnny jon
    jonah jonathan jordan joseph josephine josh joshua joy joyce juan juanita judith judy julia julian
    juliana julie juliet june justin justine kaitlyn kara karen karl karla kate katelyn katherine kathleen
    kathryn kathy katie katy kay kayla keith kelley kelli kellie kelly kelsey ken kendall kendra kenneth
    kenny kent kerry kevin kieran kim kimberly kirk kirsten kirsty kit kris krista kristen kristin kristina
    kristine kristy kurt kyle kylie lacey lana lance lara larry laura lauren laurence laurie lawrence leah
    leanne lee leigh leland lena leo leon leonard leroy lesley leslie lester lewis liam lila lillian lily
    linda lindsay lindsey lisa liz lloyd logan lois lola lorenzo loretta lori lorna lorraine lou louis louisa
    louise lucas lucia lucille lucinda lucy luis luke lydia lyle lynda lynn lynne mackenzie maddie madeleine
    madeline madison maggie malcolm mandy marc marcia marcus margaret margot maria marian marianne marie
    marilyn marina mario marion marissa marjorie mark marlene marlon marsha marshall martha martin marty
    marvin mary mason mathew matt matthew maureen maurice max maxine maxwell may meg megan meghan mel melanie
    melinda melissa melody mercedes meredith mia michael micheal michele michelle mick miguel mike mildred
    miles millie mindy miranda miriam misty mitch mitchell moira mollie molly mona monica morgan morris moses
    muriel myra myron nadia nadine nancy naomi natalie natasha nathan nathaniel neal ned neil nell nelson
    nettie nicholas nick nicola nicole nigel nina noah noel nora norma norman olive oliver olivia ollie oscar
    otis otto owen paige pam pamela pat patricia patrick patsy patti patty paul paula pauline pearl peggy
    penelope penny percy perry pete peter phil philip phillip phoebe phyllis polly preston priscilla quentin
    quinn rachael rachel rafael ralph ramona randall randy raquel ray raymond rebecca reggie regina reginald
    rene renee rex rhonda rich richard rick ricky riley rita rob robbie robert roberta robin robyn rochelle
    rod roderick rodney roger roland ron ronald ronnie rory rosa rosalind rose rosemary rosie ross rowan roy
    ruby rudolph rupert russ russell rusty ruth ryan sabrina sadie sally sam samantha sammy samuel sandra
    sandy sara sarah saul scott sean sebastian selena serena seth shane shannon sharon shaun shauna shawn
    sheila shelby sheldon shelley shelly sheri sherman sherri sherry shirley sidney silas simon simone sofia
    sonia sonja sonya sophia sophie spencer stacey stacy stan stanley stefan stella stephanie stephen steve
    steven stewart stuart sue summer susan susanna susannah susie suzanne sybil sydney sylvia tabitha tamara
    tammy tania tanya tara tasha taylor ted teresa teri terrance terrence terri terry tessa thelma theo
    theodore theresa thomas tiffany tim timothy tina toby todd tom tommy toni tonya tony tracey traci tracy
    travis trevor tricia trina trish tristan troy tyler tyrone valerie vanessa vera verity vernon veronica
    vicki vickie vicky victor victoria vince vincent viola violet virginia vivian vivien wade wallace walt
    walter wanda warren wayne wendy wesley whitney wilbur will willard william willie wilma winifred winston
    yolanda yvette yvonne zach zachary zack zara zoe
    achim adolf albrecht alexandra alfons alois andreas anja anke annegret annelie annika antje anton antonia
    armin arne astrid axel bastian beate benedikt bernd bernhard bernhard bettina birgit birte bjorn björn
    boris brigitte britta carsten christiane christoph claus cornelia dagmar daniela detlef dieter dietmar
    dietrich doris dorothea eberhard eckhard edeltraud egon ekkehard elfriede elisabeth elke emil enno erich
    ernst eugen fabian falk florian frank franz franziska friederike friedrich fritz gabi gabriele georg
    gerd gerda gerhard gernot gertrud gisela götz gregor gudrun guido gunnar günter günther gustav hannelore
    hannes hans harald hartmut hauke heike heiko heiner heinrich heinz helga helge helmut henning henrik
    herbert hermann hildegard holger horst hubertus ilka ilona ilse imke inga inge ingeborg ingo ines irmgard
    isabell jana janina jens joachim jochen johann johanna johannes jonas jörg jörn josef julius jürgen jutta
    kai karin karina karlheinz karsten katharina kathrin katja katrin kerstin klaus knut konrad korbinian
    lars lea lena leonie leopold lorenz ludwig lukas lutz magdalena maike maja malte manfred manuela marco
    mareike margarete margit margret markus marlies marten martina mathias matthias mechthild meike melina
    michaela mirjam monika moritz nadja nele nico nicolas niklas nils norbert olaf ole ortrud oskar patrizia
    petra philipp pia rainer ralf raphael regine reiner reinhard reinhold renate roland rolf roman rosemarie
    rudi rudolf rüdiger sabine sascha sebastian siegfried sigrid silke silvia simone sonja stefanie steffen
    steffi susanne susann svea sven swantje sybille tanja thilo thorben thorsten tilman till tim tobias
    torben torsten udo ulf uli ulla ulrich ulrike ursula ute uwe verena viktor viktoria volker volkmar
    waldemar waltraud werner wiebke wilfried wilhelm wilhelmine winfried wolf wolfgang wolfram yannick
    adele agathe aimée alain albane alexandre alexis aline amandine amélie anaïs andré anne antoine ariane
    arnaud astrid aude aurélie aurélien baptiste bastien béatrice benoît bertrand brigitte bruno camille
    capucine carine caroline cécile cédric céline chantal charlène christelle christophe claire clémence
    clément clotilde colette coralie corentin corinne cyril cyrille damien danièle delphine denis didier
    dominique édith edouard édouard éléonore élise élodie émeline émile émilie emmanuel emmanuelle éric
    estelle étienne eugénie évelyne fabien fabienne fabrice fanny florent florian françois françoise
    frédéric frédérique gabrielle gaël gaëlle gaétan gaspard geneviève georges gérald gérard germain ghislain
    gilles grégoire grégory guillaume guy gwenaël hélène henri hervé hubert hugues inès irène isabelle
    jacques jean jérémie jérémy jérôme joël joëlle josé joséphine juliette karine laetitia laure laurence
    laurent léa lionel loïc louis luc lucie lucien lucile ludovic lydie madeleine maëlle magali manon
    marc marcel margaux marguerite marine marion marjolaine marlène marthe mathieu mathilde matthieu maud
    maxence maxime mélanie mélissa michel michèle mickaël mireille monique morgane muriel myriam nadège
    nathalie nicolas noémie océane odile olivier pascal pascale patrice paulette perrine philippe pierre
    quentin raphaël régis rémi rémy renaud roger romain roxane sabine salomé samuel sandrine sébastien
    séverine simon solène sophie stéphane stéphanie suzanne sylvain sylvie tatiana théo thérèse thibault
    thibaut thierry tristan valentin valérie véronique victoire vincent virginie xavier yann yannick yves
    zoé
    adriana adrián agustín alba alberto alejandra alejandro alfonso alfredo alonso álvaro amparo ana andrés
    ángel ángela antonio araceli arturo asunción beatriz begoña belén benito blanca camila carlos carmen
    carolina catalina césar concepción consuelo cristian cristina cristóbal daniela diego dolores domingo
    eduardo elena emilio enrique ernesto esperanza esteban eugenia fátima federico felipe fernanda fernando
    francisco gabriela gerardo germán gonzalo graciela guadalupe guillermo gustavo héctor hernán ignacio
    inés inmaculada irene isidro ismael jaime javier jesús joaquín jorge josefa josefina juana julio
    lázaro leonardo leticia lorena lourdes luisa luz manuel manuela marcela marcos margarita maría mariana
    mariano marisol marta martín mateo mauricio mercedes miguel miriam mónica montserrat natalia nicolás
    nuria octavio óscar pablo paloma patricio pedro pilar rafael ramiro ramón raúl ricardo roberto rocío
    rodrigo rogelio rosario rubén salvador santiago sergio silvina sofía soledad susana tomás valentina
    verónica vicente víctor ximena yolanda
    alessandra alessandro alessia andrea angelo anna antonella antonio arianna attilio barbara beatrice
    benedetta bruno caterina cecilia chiara cinzia claudio corrado cosimo cristiano daniele dario davide
    domenico donatella edoardo elena eleonora elisabetta emanuela emanuele enrico enzo ettore fabio fabrizio
    federica filippo flavia flavio francesca francesco franco gabriele gaetano giacomo gian gianfranco
    gianluca gianni gianluigi ginevra gino giorgia giorgio giovanna giovanni giulia giuliano giulio giuseppe
    giuseppina guido ilaria lidia livia lorenzo luca luciano ludovica luigi maddalena marcello marco
    margherita mariangela massimiliano massimo matteo mattia maurizio michela michele mirella nicola
    nicoletta orlando paola paolo pasquale patrizia pier piero pietro raffaele raffaella riccardo rita
    roberta roberto rocco romano rosa salvatore sandro sara saverio sergio silvana silvio simona stefania
    stefano tiziana tommaso ugo umberto valentina valeria vincenzo vito vittoria vittorio
    afonso alexandre aline ana andré antónio armando artur augusto beatriz bernardo bruna bruno caio camila
    carolina cláudia cláudio daniela davi débora diogo duarte edson elisa emília fábio felipe fernanda
    flávia flávio francisca gabriel gilberto giovana guilherme gustavo heitor helena henrique hugo inês
    isabela joana joão jorge josé júlia juliana júlio larissa leandro letícia luana lucas luciana luís luiz
    luísa marcela marcelo márcia márcio mariana marina mário mateus matheus maurício miguel mónica natália
    nuno otávio patrícia paula paulo pedro rafaela raquel regina renata renato ricardo rita rodrigo rogério
    rosana rui sílvia simão sofia sônia tatiana teresa thiago tiago vanessa vera vinícius vítor
    aad adriaan anneke annemarie anouk arjan arjen bart bas bram brecht cees coen cor daan dirk dries eline
    els evert femke ferdinand floor floris frits geert gerrit gert gijs hanneke harm hein hendrik henk
    herman ilse ineke jaap janneke jannie jelle jeroen joep johan joost joris jos karel kees klaas koen
    kristof laurens leen lien lieke lieve lotte luuk maarten marieke marijke marjan marleen martijn mieke
    mirjam niels nienke pepijn piet pieter reinier rens rianne rik rob roel ruben rutger ruud saskia sjoerd
    stijn sven teun thijs tijs tineke tjeerd toon veerle wies wim wouter yvonne
    aksel anders anneli annika arvid asbjørn åsa åse astrid bengt bente birgitta birgitte bjarne bo börje
    britt camilla carl carina cecilie christer dag ebba egil eirik elin emil erland eskil eva finn fredrik
    frida frode geir göran gösta gro gudmund gunilla gunnar gunn gustaf håkan hanne hans harald hedda helge
    henrik hilde hjalmar inger ingvild ivar jakob jarl jens jesper johan jonas jorunn jørgen kaisa karin
    kari kåre katarina kjell kjersti knut kristian kristina lars lasse leif lena lennart linnea liv magnus
    maiken maja malin maren margareta marit marius mats mattias merete mette mikael mikkel mogens morten
    nils ola olof ove oystein øystein pär peder pelle pernille poul ragnar rasmus reidar rolf rune sigrid
    signe sigurd siri sissel solveig søren sten stig stine sture sunniva svein svend tarjei terje thor
    thorbjørn tor tora tore torgeir torstein trine trond tuva ulrika unni vegard vibeke viggo yngve
    agata agnieszka aleksander aleksandra andrzej anna barbara bartosz beata bogdan bożena czesław damian
    danuta dariusz dorota elżbieta ewa filip grażyna grzegorz halina henryk iwona jacek jadwiga jakub jan
    janusz jarosław jerzy joanna kamil karol katarzyna kazimierz krystyna krzysztof łukasz maciej
    magda magdalena małgorzata marcin marek maria mariusz marta mateusz michał mieczysław mikołaj mirosław
    monika paweł piotr przemysław radosław rafał robert ryszard sławomir stanisław stefan szymon tadeusz
    teresa tomasz urszula wacław waldemar wanda wiesław witold władysław wojciech zbigniew zdzisław zofia
    aleksei aleksey alexei alexey alla anastasia anatoly andrei andrey anna anton arkady artem boris daria
    denis dmitri dmitry ekaterina elena evgeny fyodor galina gennady georgy gleb grigory igor ilya inna irina
    ivan kirill konstantin ksenia larisa leonid lev lidia liudmila lyudmila maksim maria marina mikhail
    nadezhda natalia natalya nikita nikolai nikolay nina oksana oleg olga pavel polina roman ruslan sergei
    sergey stanislav stepan svetlana tamara tatiana tatyana vadim valentin valentina valery vasily vera
    viktor vitaly vladimir vladislav volodymyr vyacheslav yaroslav yegor yelena yevgeny yulia yuri zinaida
    александр александра алексей алла анастасия анатолий андрей анна антон артем борис вадим валентина
    валерий василий вера виктор виктория виталий владимир галина георгий григорий дарья денис дмитрий евгений
    екатерина елена иван игорь илья ирина кирилл константин ксения леонид людмила максим мария марина михаил
    надежда наталья никита николай олег ольга павел петр полина роман сергей светлана станислав степан
    татьяна федор юлия юрий ярослав
    aditi aditya ajay akash amit amitabh amrita anand anil anita anjali ankit anupam anurag aparna archana
    arjun arun aruna arvind asha ashish ashok ashwin bharat bhavna chandra deepa deepak deepika dev devika
    dilip dinesh divya farah gaurav gautam geeta girish gopal harish harsh hema indira isha jaya jyoti kamal
    kapil karan kavita kiran kishore krishna kumar lakshmi lalit madhav madhu mahesh manish manoj meena meera
    mohan mukesh nandini narayan naveen neha nikhil nisha nitin padma pankaj parveen pooja prabhu pradeep
    prakash pramod pranav prasad prashant pratap praveen preeti prem priya priyanka radha raghav rahul raj
    rajat rajeev rajesh rajiv rakesh ram ramesh rani ravi rekha ritu rohan rohit sachin sandeep sangeeta
    sanjay sanjeev santosh sarita satish saurabh savita seema shankar shanti sharad shashi shilpa shiv shreya
    shruti shubham shweta siddharth sneha sonal sridhar subhash sudhir sujata suman sumit sunil sunita
    suresh sushil swati tanvi tarun uma vandana varun venkat vidya vijay vikas vikram vinay vineet vinod
    vipul vishal vivek yash yogesh
    abbas abd abdallah abdul abdullah abdulrahman abu adel adnan ahmad ahmed aisha ali amal amin amina amir
    amira amr anas anwar asim asma ayman aziz bashar bashir bilal dalia dina emad fadi fahad faisal farid
    farouk fatima fatma fawzi ghassan habib hadi hala hamid hamza hana hani hasan hassan hatem haytham
    hisham huda hussain hussein ibrahim imad iman imran ismail jamal jamil kamal karim khaled khalid khalil
    laila layla leila lina lubna mahmoud majid mansour marwan maryam mazen mehdi mohamed mohammad mohammed
    mona mounir muhammad mustafa nabil nada nader nadia naser nasir nasser noor noura omar osama rami rana
    rania rashid reem riyad saad saeed said salah salem salim salma sami samir sara sayed shadi sharif
    sherif suhail sultan tamer tarek tariq usama wael walid waleed yahya yasir yasser yassin youssef yusuf
    zaid zainab zeinab ziad
    أحمد محمد محمود علي حسن حسين عمر خالد يوسف إبراهيم مصطفى عبد سعيد سامي كريم طارق ياسر فاطمة عائشة مريم
    زينب ليلى سارة نور هدى منى رنا سلمى
    ah akiko akira aiko atsushi ayumi bin bo cheng chen chun daisuke dong emi fang feng fumiko gang guang
    hai hana haruka haruki hideki hideo hiroki hiroko hiroshi hitoshi hong hua hui isamu jian jianguo jie jin
    jing jiro jun junichi junko kaori kazuo kazuki keiko keisuke kenichi kenji kenta koichi koji kumiko lei
    li liang lin ling mai makoto mami mariko masahiro masako masao mayumi mei megumi michiko midori miho
    min ming minh mitsuko naoko naoki noriko osamu peng ping qiang qing reiko ryo ryota sachiko sakura
    satoshi seiji shigeru shin shinji shiro shota shuichi soo sung taka takahiro takashi takeshi taro
    tatsuya tetsuya tomoko tomohiro toshio wei wen xia xiao xin yan yang yasuo yasuko yi ying yoko yong
    yoshi yoshiko yosuke yu yuan yuichi yuki yukiko yumi yun yuta zhen zhi zhong
    adebayo adwoa afua akin akosua ama amara amina babatunde bola chidi chika chinedu chinwe chioma
    desta efua ekow emeka femi folake funmi ifeanyi ike ikenna joseph kofi kojo kwabena kwame kwasi kweku
    lerato mandla mariam mpho musa nana nkechi nnamdi nomsa obi ola olu oluwaseun segun sipho thabo themba
    tunde uche wanjiru yaa yaw zanele zodwa
    agnès albert andreu aneta aniko attila balázs béla cem cengiz deniz dimitris eleni elif emre eszter
    ferenc fikret gábor georgios giorgos gyula hakan hasan ilona imre istvan istván ivana ivo jana janos
    jános jaroslav jiří josip kostas kristína lászló lubos lucie magda maja marek marija marko mehmet mesut
    milan milena mihály miloš miroslav miklós murat nikola nikos ondřej orhan özgür pavla petr petra radek
    radka sándor selim serkan tamás tereza tibor tomislav tomáš václav vesna vladan vlasta yiannis yorgos
    yilmaz zoltán zdeněk zsolt zuzana
    """.split()
)
