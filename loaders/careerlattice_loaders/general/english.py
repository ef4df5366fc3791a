"""English, as the public sectors of several countries write it."""

from __future__ import annotations

from careerlattice.model import DetailKind
from careerlattice_loaders.general.lexicon import (
    Label,
    LabelKind,
    Lexicon,
    PhraseBook,
    Shape,
    phrases,
    word_set,
)
from careerlattice_loaders.general.topics import Topic

_HEADINGS = PhraseBook(
    {
        Topic.DUTIES: {
            4.2: """nature and scope; nature and scope of position; nature and scope of work""",
            6.05: """what you'd work on; what you would work on; what you would be doing; what
            you'd be doing; what you'd be responsible for; what you would do; what you get to do;
            things you'll do; things you will do; what you will work on; what you will get to do;
            what you'll own; what you will own; what you'll deliver; what you'll be working on;
            what you will be working on; how you'll spend your time; how you will spend your time;
            your mission; your day to day; your typical day; your role will involve; your role
            involves; your main duties; your main responsibilities; your key responsibilities; your
            tasks; the work you will do; work you'll do; essential duties and responsibilites;
            duties and responsiblities; duties and responsibilites; responsibilites;
            responsiblities; responsibilties; essential tasks and duties; duties of the position;
            duties of the post; duties of the role; duties of the job; duties of this position;
            main duties and responsibilities; key duties and responsibilities; main tasks; main
            activities; principal duties and responsibilities; primary duties and responsibilities;
            primary tasks; principal tasks; representative duties; representative essential duties;
            class characteristic duties; characteristic duties; characteristic duties and
            responsibilities; illustrative duties; illustrative tasks; illustrative work;
            illustrative examples; example duties; example tasks; sample duties; sample tasks;
            sample of duties; samples of duties; duty examples; examples of tasks; examples of
            typical work; examples of typical tasks; examples of essential functions; examples of
            job duties; examples of key duties; examples of principal duties; examples of important
            duties; examples of important and essential functions; important and essential duties;
            essential and marginal functions; essential and other functions; other functions;
            additional functions; secondary functions; peripheral duties; supplemental duties;
            incidental duties; non essential functions; non essential duties; marginal duties;
            additional duties; additional job duties; additional tasks; additional tasks and
            responsibilities; additional job functions; election duties; general duties; general
            tasks; specific duties; specific duties and responsibilities; specific tasks; day to
            day duties; daily duties; regular duties; routine duties; ongoing duties; working
            duties; assigned duties; operational duties; technical duties; supervisory duties;
            administrative duties; job roles and responsibilities; roles and responsibilities; role
            and responsibilities; role responsibilities; position roles and responsibilities; scope
            of duties; scope of responsibilities; areas of responsibility; area of responsibility;
            areas of accountability; key responsibility areas; responsibility areas; key result
            areas and responsibilities; key accountabilities and duties; key performance areas;
            major areas of responsibility; duties to be performed; duties include; duties may
            include; duties will include; work includes; work may include; tasks include;
            responsibilities include; responsibilities may include; responsibilities will include;
            performance standards and duties; essential work tasks; work tasks; work
            responsibilities; works to be performed; what success looks like; what success will
            look like; success in this role; in your first; by the end of your first; in 3 months;
            in 6 months; in 12 months; in year one; in your first year; after 3 months; after 6
            months; after 12 months; in the first 90 days; first 90 days; first six months""",
            6: """essential duties; essential functions; essential job functions; job duties;
            essential duties and responsibilities; duties and responsibilities; key duties;
            examples of duties; example of duties; examples of work;
            examples of work performed; examples of essential duties; typical duties;
            typical tasks; typical work; illustrative examples of work;
            illustrative examples of duties; major duties; what you'll do; what you will do;
            what you'll be doing; what you will be doing; what will you do;
            what will you be doing; what will i do; what will i be doing; what you'd do;
            what you do; what the job involves; what you'll get to do;
            what you'll be responsible for; what you will be responsible for;
            what will i be responsible for; what you'll work on; you will be responsible for;
            you'll be responsible for; responsible for; accountable for;
            your responsibilities; your duties; your key duties; a typical day;
            a day in the life; day to day; your day; on a typical day; in this role you will;
            in this role you'll; at this level you will; what can i expect;
            what you will typically; you will; you'll; how you'll make an impact;
            how you will make a difference; the work you'll do; your impact;
            what your day might look like; your time; job content; task statements;
            task statement; job will involve; role will involve; post will involve;
            role involves; someone who will; looking for someone who will; someone who can;
            we're looking for someone who will; we are looking for someone who will;
            we're looking for someone who can; to be responsible to; works performed;
            marginal functions; work activities; typical physical and mental duties;
            the essential functions of this position include; position duties;
            principal duties; primary duties; main duties; core duties; job functions;
            position functions; job tasks; essential tasks; work performed; duties performed;
            nature of duties; key result areas; key results; result areas""",
            5: """duties; functions; responsibilities; accountabilities; tasks; task list;
            essential responsibilities; key responsibilities; primary responsibilities;
            main responsibilities; core responsibilities; job responsibilities;
            major responsibilities; principal responsibilities; principal accountabilities;
            specific accountabilities; specific responsibilities; key accountabilities;
            key tasks; key activities; work examples; key deliverables;
            position specific functions; general responsibilities;
            additional responsibilities; other duties; corporate responsibilities;
            position responsibilities; job activities""",
            3.5: """activities; deliverables; objectives; key objectives; outputs;
            expected outcomes; performance responsibilities; responsibility; duty; performs;
            performing; performance expectations; outcomes; assignments; functional areas;
            responsible; accountability""",
        },
        Topic.COMPETENCIES: {
            6.1: """your toolkit; your skills; skills you'll need; skills you will need; skills
            needed; skills needed to be; skills you bring; skills you have; skills you'll use;
            skills required; skill requirements; skills requirements; competency requirements;
            competencies required; required competencies; required knowledge; required knowledge
            skills and abilities; required knowledge and skills; required skills and abilities;
            required abilities; knowledge required; knowledge skills and abilities required;
            knowledge and abilities required; knowledge and skills required; knowledge skills
            abilities and personal characteristics; knowledge skills and other characteristics;
            knowledge skills and personal attributes; ksaos; ksao; kasos; kasa; ksap; kas;
            knowledge ability and skills; knowledge ability and skill; knowledge skill and ability;
            knowledge skill and abilities; knowledge skills and ability; knowledge abilities
            skills; performance aptitudes; data utilization; data involvement; human interaction;
            verbal aptitude; mathematical aptitude; functional reasoning; situational reasoning;
            reasoning requirements; reasoning abilities; language ability; language abilities;
            mathematical ability; mathematical abilities; mathematics ability; math skills;
            judgment and situational reasoning ability; judgement and situational reasoning
            ability; language ability and interpersonal communication; leadership ability;
            managerial skills; management skills; supervisory skills; supervision skills; job
            skills; job knowledge; technical knowledge; technical expertise; technical competence;
            specialist knowledge; professional knowledge; professional skills; professional
            competencies; digital skills; it skills; office skills; clerical skills; analytical
            skills; transferable skills; critical skills; practical skills; essential skills;
            desirable skills; desired skills; preferred skills; minimum skills; interpersonal
            abilities; personal skills; personal competence; personal style; personality; personal
            traits; traits; temperament; aptitude and abilities; qualities and attributes; skills
            and attributes; skills and qualities; skills and competencies; skills and knowledge;
            skills and behaviours; skills and behaviors; knowledge and competencies; behavioral
            expectations; behavioural expectations; behavioural attributes; behavioural
            capabilities; behavioral standards; behavioural requirements; cultural competence;
            cultural competencies; organizational competencies; organisational competencies;
            organizational competency; county competencies; city competencies; core competency;
            core behaviours; core behaviors; core skills; essential competencies; key behaviours;
            key attributes; key skills; key qualities; key knowledge; success competencies;
            critical competencies; executive core qualifications; leadership qualities; leadership
            attributes; leadership capabilities; key leadership competencies; executive
            competencies; performance competencies; workplace competencies; universal competencies;
            employee competencies; job related competencies; competency expectations; desired
            attributes; desired competencies; desirable attributes; essential attributes; required
            attributes; mental abilities; mental skills; mental aptitude; cognitive abilities;
            intellectual abilities; occupational competencies; other characteristics; capabilities
            required; capability requirements; capability profile; special aptitudes; special
            knowledge; necessary knowledge; necessary knowledge skills and abilities; desired
            knowledge skills and abilities; desirable knowledge; desirable knowledge skills and
            abilities; minimum knowledge; minimum knowledge skills and abilities; full performance
            knowledges skills and abilities; full performance knowledges skills abilities and
            personal characteristics; employability skills; knowlege; knowledge skills abilities
            and competencies""",
            6.2: "to be successful; you'll be; you will be; you should be",
            2: """qualifications; requirements; job requirements; required qualifications;
            preferred qualifications; desired qualifications; desirable qualifications;
            desirable; position requirements; preferred; required; essential;
            special requirements""",
            6: """knowledge skills and abilities; knowledges skills and abilities; knowledges;
            knowledge skills abilities; ksa; ksas; ksa's; knowledge and skills;
            knowledge and abilities; skills and abilities; skills knowledge and abilities;
            knowledge abilities and skills; abilities and skills; knowledge and understanding;
            required skills; skills required; technical skills; knowledge of; ability to;
            skill in; skills in; skilled in; ability and; able to; demonstrated ability to;
            knowledge and ability to; understanding of; skill to; personal attributes;
            personal qualities; personal characteristics; personal suitability;
            personal competencies; core competencies; key competencies;
            technical competencies; behavioural competencies; behavioral competencies;
            leadership competencies; general competencies; functional competencies;
            competency profile; competency framework; job competencies; success profile;
            success factors; core values and behaviours; values and behaviours; behaviours;
            behaviors; competencies; competency; capabilities; capability framework;
            focus capabilities; key capabilities; abilities; attributes; leadership skills;
            soft skills; computer skills; language skills; interpersonal skills;
            mathematical skills; reasoning ability; communication skills;
            other skills and abilities; fit right in;
            mental and physical abilities; core capabilities; aptitudes; special skills;
            specialist skills""",
            5: """knowledge; skills; ability; skill; aptitude; expertise; strengths;
            proficiencies; characteristics; key characteristics; qualities; attitude;
            disposition; behaviour; behavior; skill set; skillset; skills and expertise;
            people skills; ideal candidate""",
            4.5: """you bring; great if you; nice if you; bonus if; even better if;
            it would be great; great fit if; good fit if; right for you if; fit if you;
            fit for this role if; thrive in this role if; a good fit; a great fit""",
            4: """you will be evaluated; you will be assessed; we'll assess you;
            we will assess you; you will need; you'll need; you will bring; you will possess;
            you should have; you must have; you should be; you will be able to;
            you will demonstrate; applicants will demonstrate; candidates will demonstrate;
            candidates should have; candidates should possess""",
            3.5: """successful candidate will have; successful candidate will possess;
            successful candidate must; successful candidate should;
            successful candidate will be; successful candidates will have; who you are;
            about you; what you bring; what you'll bring; what you will bring;
            what we're looking for; what we are looking for; who we're looking for;
            who we are looking for; we are looking for someone; we're looking for someone;
            we are looking for; we're looking for; we are seeking; candidate profile;
            you have; you'll have; you will have; you are; you're; what you'll need;
            what you will need; what you need; to succeed; skills and experience;
            ideal candidates; the right person; is this you; the person; person specification;
            the person we seek; do you have; is this job for you; you might be a fit;
            you may be a fit; you can; what makes you a great fit; what skills you need;
            knowledge skills and experience; knowledge and experience; profile;
            selection criteria; key selection criteria; asset criteria; merit criteria;
            essential criteria; desirable criteria; criteria; behavioural indicators; values""",
        },
        Topic.QUALIFICATIONS: {
            6.1: """minimum training and experience; minimum training; minimum education and
            experience; minimum education and training; minimum education or experience; minimum
            experience and training; minimum qualification requirements; minimum entrance
            requirements; minimum entry requirements; minimum requirements for the position;
            minimum job requirements; minimum acceptable qualifications; minimum class
            requirements; required education and experience; required education and training;
            required experience and education; required training; required training and experience;
            required certifications; required licenses; required licenses and certifications;
            required licensure; required license; required credentials; preferred education and
            experience; preferred education; preferred requirements; preferred certifications;
            desired education and experience; desired education; desired experience; desired
            requirements; desirable education and experience; desirable experience; desirable
            education; desirable requirements; qualification standards; qualifying requirements;
            qualifying education; qualifying education and experience; qualification guidelines;
            typical qualifications; suggested qualifications; recommended qualifications;
            recommended education and experience; suggested education and experience; acceptable
            training and experience; acceptable experience and training; acceptable education and
            experience; acceptable experience; desirable training and experience; desirable
            education and training; recruitment qualifications; recruiting requirements;
            recruitment standards; entrance qualifications; entry qualifications; entry level
            requirements; position qualifications; job qualifications; candidate qualifications;
            candidate requirements; knowledge training and experience; education training and
            experience; education and or experience; education or experience; education licenses
            and certifications; education certification and experience; education and
            certification; education and certifications; education and licensure; education and
            qualifications; qualifications and experience; qualifications and training;
            qualifications and education; qualification and experience; experience and
            qualifications; experience and qualification; training and qualifications; training and
            education; experience and background; experience training and education; education
            experience and training; education training experience; experience education; education
            background; licenses and registrations; licenses or certifications; licenses or
            certificates; licenses certificates; licenses certifications; license certification;
            license or certificate; license or certification; licensing requirements; licensure and
            certification; license requirements; license requirement; licence requirements;
            certification requirements; certifications and licenses; certificates and licenses;
            certificates and licensure; certification and licensing; certifications required;
            certificate requirements; registration requirements; special certifications and
            licenses; special certifications; special licenses; special requirements licenses and
            certifications; other certifications; substitution statement; substitution of
            education; substitution of experience; substitution for education; substitution for
            experience; allowable substitutions; education substitution; experience substitution;
            alternate education and experience; alternate qualifications; alternative
            qualifications; alternative education and experience; equivalencies; equivalent
            qualifications; automatic disqualifiers; disqualifiers; disqualifying factors;
            disqualifying criteria; grounds for disqualification; automatic disqualification;
            background requirements; background investigation; background check and drug screen;
            pre employment screening; pre employment screenings; pre employment checks; pre
            employment conditions; pre placement requirements; pre placement; post offer
            requirements; post employment requirements; conditions of hire; conditions of
            appointment; condition of hire; condition of appointment; special conditions of
            employment; drug and alcohol testing; drug screening; driving requirements; driving
            requirement; driver's license requirement; vehicle requirements; age requirement; age
            requirements; residency requirements; residency requirement; citizenship requirement;
            citizenship requirements; special requirement; special requirement for appointment;
            special requirements for appointment; special necessary qualifications; civil service
            requirements; continuing education; continuing education requirements; language
            qualifications; linguistic requirements; bilingual requirement; professional
            registration; professional certifications; professional licenses; volunteer experience;
            management experience; supervisory experience; technical experience; prior experience;
            previous experience; essential experience; desirable qualifications and experience; the
            formal stuff; formal qualifications; formal requirements; employment eligibility;
            applicant requirements; requirements for the position; requirements of the position;
            position prerequisites; screening checks; vetting; suitability requirements; selective
            placement factor; selective factors; certification and training; training requirements;
            tests required""",
            2.5: """ideal candidate; ideal candidates; who you are; about you; what you bring;
            what you'll bring; what we're looking for; what we are looking for; you have;
            you'll have; you will have; what you'll need; what you will need;
            to be successful; you bring; person specification; selection criteria;
            key selection criteria; essential criteria; desirable criteria; candidate profile;
            skills and experience; knowledge and experience; successful candidate will have;
            successful candidate will possess; you will need; you'll need; the person;
            profile; criteria; who we're looking for; asset criteria""",
            6: """who may apply; who can apply; official languages; official language
            proficiency; minimum qualifications; education and experience; education and
            training; experience and training; training and experience; education experience;
            education; minimum requirements; required qualifications; preferred qualifications;
            desired qualifications; desirable qualifications; employment standards; entrance
            requirements; entry requirements; admission requirements; hiring requirements;
            educational requirements; education requirements; experience requirements; training
            and experience guidelines; experience and training guidelines; licenses and
            certifications; licenses and certificates; licences and certificates; licenses;
            license; licence; licences; licensing; licensure; certifications; certification;
            certificates; certificate; registration; registrations; formal education; work
            experience; professional experience; relevant experience; qualifying experience;
            specialized experience; experience required; years of experience; educational
            background; education level; academic qualifications; substitution; substitutions;
            equivalency; nationality requirements; nationality; residence; residency; acceptable
            equivalencies; educational attainment; licensing and certification; necessary
            special requirements; special qualifications; experience and education; training;
            professional qualifications; citizenship; language requirements; language
            proficiency; security requirements; security clearance; background check; pre
            employment requirements; essential qualifications; asset qualifications; driver's
            license; drivers license; qualifications required; qualifications preferred; how do
            i qualify; each candidate must; candidates must; applicants must; candidate must;
            applicant must; to be eligible; open to the following; open to the following groups;
            must haves; nice to haves; to qualify; you must have; must have; eligibility
            requirements; minimum education; minimum experience; preferred experience; required
            experience; required education; memberships; professional memberships""",
            4: """conditions of employment; condition of employment; employment conditions;
            employment requirements; key requirements""",
            4.5: """experience; qualifications; qualification; minimum qualification;
            requirements; job requirements; position requirements; special requirements;
            other requirements; additional requirements; general requirements;
            mandatory requirements; requirement; prerequisites; credentials; eligibility;
            background; required; preferred; desirable; desired; essential; nice to have;
            bonus points; an asset; assets; qualification requirements; minimum standards""",
        },
        Topic.SUMMARY: {
            3.6: """nature and scope; nature and scope of position; nature and scope of work""",
            6.1: """the gig; job in brief; role in brief; the role in brief; role at a glance; the
            role at a glance; job at a glance; position at a glance; in a nutshell; the role in a
            nutshell; what's the role; what is the role; what is the job; what's the job; what is
            this role; the job in brief; role snapshot; job snapshot; position snapshot; main
            purpose; main purpose of job; main purpose of the job; main purpose of the role; main
            purpose of the post; main purpose of post; overall purpose; overall purpose of the
            post; overall purpose of the role; overall purpose of the job; core purpose; primary
            purpose of this position; primary purpose of role; key purpose; job aim; main aim; main
            objective; overall objective; objective of the position; objective of position; mission
            of the position; reason for the post; reason for position; position concept; position
            mission; characteristics of work; characteristics of the work; characteristics of the
            class; general characteristics; class overview; classification summary; classification
            purpose; classification overview; classification description; classification
            definition; kind of work; nature of the work; nature of the position; nature of work
            performed; nature of job; description of work; description of position; general
            description of work; general description of position; general nature of work; general
            class description; general job description; general position summary; general
            information and summary; job brief; job synopsis; position synopsis; broad scope; broad
            function; major function; role description summary; job function summary; work
            statement; introductory statement; occupational summary; occupation summary; executive
            summary""",
            6: """definition; class definition; job summary; position summary;
            general summary; summary; class summary; role summary; job purpose;
            position purpose; purpose; purpose of job; purpose of the job;
            purpose of position; purpose of the position; purpose of the role; role purpose;
            purpose of the post; primary purpose; overview; position overview; job overview;
            role overview; about the role; about this role; about the job; about the position;
            about this position; about the opportunity; general description;
            general statement of duties; general statement; general purpose; general function;
            general definition; nature of work; basic function;  job scope;
            scope; scope of work; scope of position; job definition; summary description;
            summary of duties; brief description; position statement; job goal; position goal;
            job objective; general statement of job; primary function; primary objective;
            position objective; job statement; class concept; class characteristics;
            general accountability; general accountabilities; introduction to the role;
            role profile; job profile; description purpose; statement of duties;
            client service results; nature of position; function of the job;
            distinguishing features of the class; concept; concept of work; class purpose;
            primary purpose of the position; summary statement; the impact you'll make""",
            3.5: """the role; the opportunity; the position; the job; this role; your role;
            the post; job context; context; introduction; background information; dimensions;
            the challenge; series description; opportunity; about the post""",
            1: """job description; position description; class description; description; role;
            job; position; position information; job information; statement;
            class specification; job specification; job classification; role description;
            duty statement""",
        },
        Topic.DISTINGUISHING: {
            6.1: """distinguishing factors of the class; distinguishing features of work;
            distinguishing characteristics of work; distinguishing levels; class level
            distinctions; distinguishing characteristics and levels; complexity and responsibility
            level; classification distinctions; level descriptions; level of work; levels of work;
            level characteristics; level factors; allocation guidelines; class allocation; series
            guidelines; series concept and levels; special class characteristics; progression
            criteria; promotional pathway; promotional opportunity; career path; line of promotion;
            lines of promotion; normal line of promotion; promotional line""",
            6: """distinguishing characteristics; distinguishing features; class distinctions;
            distinguishing characteristics of the class; class series; level distinctions;
            distinguishing factors; job series; allocation factors; classification factors;
            levels; class levels; level definitions; positions in this class;
            career progression; career ladder; promotional potential;
            relationship to other classes; differentiation; series concept;
            class distinguishers""",
        },
        Topic.RECEIVED: {
            6.1: """reporting line; reports directly to; supervision and guidance; supervision and
            controls; supervision level; level of supervision; supervision required; degree of
            supervision; reporting responsibility; reporting and supervision; supervision
            relationships; chain of command; lines of authority; line of authority; accountability
            relationships; who you report to; who you'll report to; position in the organisation;
            place in organization""",
            6: """supervision received; reports to; responsible to; reporting relationship;
            reporting relationships; reporting to; responsible to; accountable to;
            direction received; line of supervision; supervisory relationships;
            supervisory controls; supervision received and exercised;
            supervision received and given; organizational relationships;
            organisational relationships; organization structure; organizational structure;
            organisational structure; reporting lines; line manager; reporting structure;
            supervisory control; supervisor""",
            4: "supervision; guidance received; supervisory; controls over work; direction",
        },
        Topic.EXERCISED: {
            6: """supervision exercised; supervision given; supervises; supervision of others;
            supervisory responsibilities; supervisory responsibility; direct reports; staff
            supervised; staff management; responsible for managing; lead responsibilities;
            supervision over others; employees supervised; people management responsibilities;
            number supervised; supervise others; supervisory scope"""
        },
        Topic.CONDITIONS: {
            7.1: """where and when; when and where; where you'll work; where you will work; how we
            work; working pattern and location; environmental adaptability; environmental demands;
            environmental hazards; environment conditions; work surroundings; job environment;
            office environment; working environment and conditions; working conditions and
            environment; working conditions and hazards; unusual working conditions; unavoidable
            hazards; hazards and risks; exposure hazards; job hazards; mental effort; mental and
            emotional demands; emotional demands; emotional effort; psychological demands;
            cognitive demands; cognitive requirements; mental and visual demands; work schedule and
            conditions; work hours and schedule; hours and location; hours and schedule; hours and
            working pattern; attendance requirements; attendance standards; overtime requirements;
            emergency duties; emergency response; emergency assignment; emergency operations;
            essential personnel; disaster service; disaster service workers; machines tools
            equipment; machinery tools equipment; machines tools and equipment; machinery equipment
            and tools; tools equipment; equipment and tools; equipment operated; equipment and
            machines; machines equipment and work aids; work aids; protective equipment; safety
            equipment; protective clothing; on call requirements; travel and hours; special working
            requirements; location and hours; location and travel; remote work; working from home;
            smarter working""",
            7: """effort; intellectual effort; sustained attention;
            psychological emotional effort; operational requirements; psychological effort;
            working conditions; work conditions; work environment; working environment;
            environmental conditions; environmental factors; environment; job conditions;
            work schedule requirements; hours of work; working hours; work hours; hours;
            travel requirements; travel; special working conditions; special conditions;
            physical and environmental conditions; typical working conditions; hazards;
            work location; working arrangements; workplace; safety; equipment used;
            tools and equipment; tools and equipment used; materials and equipment used;
            equipment; machines tools; shift; shifts; schedule requirements; environmental;
            on call; disaster service worker; environmental requirements; mental demands;
            mental requirements""",
            3: """conditions of employment; condition of employment; employment conditions;
            employment requirements; key requirements""",
            4: "demands; conditions; flexible working; hybrid working; schedule",
        },
        Topic.PHYSICAL: {
            4: "vision; hearing; mobility; lifting; dexterity; other physical",
            8: """physical demands; physical requirements; physical activities;
            physical abilities; physical effort; physical; physical and mental requirements;
            physical standards; physical and mental demands; physical activity;
            physical conditions; ada requirements; sensory requirements; sensory;
            physical characteristics; physical factors; ada checklist; physical capabilities;
            essential physical abilities; physical and sensory requirements;
            physical and environmental requirements; lifting requirements;
            medical requirements; medical standards; vision requirements""",
        },
        Topic.CONTACTS: {
            6.1: """who you'll work with; who you will work with; people you'll work with; key
            interfaces; working contacts; main contacts; work contacts; regular contacts; key
            interactions; key internal contacts; key external contacts; internal contacts; external
            contacts; internal relationships; external relationships; internal and external
            relationships; communication and contacts; contacts and relationships; relationships
            and contacts; interpersonal contacts; interpersonal communications; key working
            relations; essential relationships""",
            6: """contacts; personal contacts; purpose of contacts; relationships;
            key contacts; working relationships; key relationships;
            internal and external contacts; work relationships; contacts with others;
            liaison with; liaises with; liaison; contact with; stakeholders; key stakeholders;
            communications and contacts; public contact; key working relationships""",
        },
        Topic.OTHER: {
            0.2: """required to perform essential job functions; required to perform essential
            functions; required to perform the essential functions; required to perform essential
            duties; required to perform the job; required to perform the duties; required to
            perform job duties; required to do the job; needed to perform the job; needed for the
            job; needed for this job; needed for the role; needed for this role; necessary to
            perform the job; necessary to perform essential functions; necessary for the job;
            required for successful performance; required for successful job performance; required
            for the job; required for the position; required for the role; required for this
            position; required for this role; required at entry; required at time of hire; required
            at the time of hire; required upon hire; expected upon hire; of the job; of the
            position; of the role; of the post; of this position; of this role""",
            6.1: """judgment and decision making; decision making authority; decision authority;
            authority level; financial delegation; financial delegations; financial authority;
            spending authority; budgetary responsibility; fiscal responsibility; responsibility for
            funds; dimensions of the role; job dimensions; key challenges; supervisory position;
            impact of errors; impact of error; scope and impact; impact of actions; effect of
            errors; resource management responsibility; measures of success; performance measures;
            performance standard; evaluation standard; kpis; success measures""",
            6: """impact; complexity; independent action; consequence of error;
            scope and effect; freedom to act; complexity of work; complexity of duties;
            consequences of error; accountability and impact; budget responsibility;
            financial responsibility""",
        },
        Topic.PAY: {
            6.1: """what you'll earn; what you will earn; what we pay; what it pays; salary
            details; salary and grade; salary and hours; pay and conditions; pay band; pay and
            grade; pay step; compensation details; compensation range; salary range and step;
            estimated salary; annual pay; hourly pay; hourly wage; monthly salary; starting pay;
            starting rate; salary scale; wage range; pay schedule; pay rates; salary rate""",
            6: """salary; salary range; salary and benefits; pay; pay range; compensation;
            wage; wages; rate of pay; hourly rate; pay rate; starting salary; hiring range;
            remuneration; salary information; compensation information; pay grade;
            salary grade; pay scale; compensation and grade; annual salary; hiring salary;
            salary schedule; pay details""",
        },
        Topic.DETAILS: {
            6: """job details; position details; basic information; position information; job
            information; identification; general information; details; classification information;
            announcement details; position data; key details; at a glance; job facts; key facts;
            position identification; job title; class title; class code; post details; role
            details; vacancy details; key information; administrative information"""
        },
        Topic.EMPLOYER: {
            6.1: """about your team; meet the team; your team; your new team; who
            you'll be joining; where you'll be working; where you will be working; about the
            program; about the branch; about the division; about the office; about the unit; about
            the council; about the bureau; about the ministry; about the service; about the
            commission; about the board; about the area; about the region; about the place; about
            the district; about the college; about the university; about the employer; about the
            business; about the directorate; about the project; about the work unit; organisation
            overview; organisational context; organizational context; organization overview;
            organization profile; organization description; organisation profile; department
            overview and mission; departmental overview; department description; department
            mission; department profile; department summary; division overview; division
            description; unit description; agency profile; agency information and mission; agency
            summary; company description; company profile; community profile; our story; our
            purpose; our work and values; our department; our division; our principles; our region;
            our county; our city; our agency; our approach; our workplace; what we do; what we're
            about; what makes us different; what makes us great; why choose us; why choose; why us;
            come join us; come work with us; come work for us; living here; living and working; a
            great place to work; equity and values; vision mission and values; mission vision and
            values; mission vision values; mission and values; mission and vision; values of the
            organization""",
            6: """about us; who we are; about the team; about our team; our team; the team;
            our values; our mission; mission; mission statement; vision; vision and mission;
            our vision; about the department; about the organisation; about the organization;
            about the agency; about the city; about the county; about the state; the city;
            the county; the community; the department; the agency; the district;
            the organization; the organisation; join us; join our team; why join;
            why you'll love; why you will love; why join us; why work; why work here;
            why work for us; why work with us; why us; our culture;
            the organization and its people; our organisation; our organization;
            our community; about; working for; working at; core values; company overview;
            agency overview; organizational overview; department overview; introduction;
            welcome; principles; reasons; our commitment; what you'll love; life at;
            agency mission; agency description; department information; organizational unit;
            employer information; about our""",
        },
        Topic.BENEFITS: {
            7.1: """why come; why you should apply; why apply; why you'll love working here; what
            you will get; what you'll receive; what you will receive; what you get in return;
            what's on offer; what is on offer; what we can offer you; what we offer you; what we're
            offering; what we are offering; in return we offer; the package; the perks; the
            benefits; the rewards; rewards and benefits; reward package; pay and benefits; pay and
            perks; your benefits; your rewards; compensation package; total compensation; benefit
            package; benefits overview; benefits at a glance; benefit summary; benefit information;
            benefits eligibility; salary and working conditions; benefits of working; staff
            benefits; union benefits; terms and benefits; holiday entitlement; retirement and
            savings; medical dental vision; work life balance;  student loan; relocation
            assistance""",
            7: """benefits; benefits package; employee benefits; benefits information; perks;
            what we offer; we offer; what we can offer; what's in it for you; what you'll get;
            what you get; benefits and perks; benefits summary; our benefits; total rewards;
            compensation and benefits; salary and benefits; benefits include; rewards;
            insurance; health insurance; retirement; holidays; leave; vacation; pension;
            annual leave; superannuation; sick leave; what you can expect;
            what to expect from us; retirement plan; benefit highlights; why you'll love it;
            what's in it for me; benefits and compensation;  paid time off;
            employment benefits; highlights of benefits; excellent benefits""",
        },
        Topic.APPLICATION: {
            7.1: """  who is eligible to apply; ready to apply; want
            to apply; what to submit; what to send; what you need to apply; what you need to
            submit; documents to submit; application tips; application checklist; application
            guidance; application details; application and testing information; application and
            examination; application window; applications and closing date; apply today; before
            you apply; how do i apply; how you apply; where to apply; when to apply; ways to
            apply; who can i contact; questions about this job; questions about the job; have
            questions; got questions; any questions; more details; find out more; further
            details; supporting documents; required attachments; required materials; additional
            materials; notes to applicants; important notes; important dates; key dates;
            important notice to applicants; job application instructions; supplemental
            application; supplemental application questions; screening questions; pre screening
            questions; agency questions; application questions; agency information; contact
            details; contact point; how to submit; submission instructions; resume requirements;
            resume tips; filing instructions; filing information; area of search; interview
            requirements; applicant information; applicant notice""",
            3: """additional information; supplemental information; further information;
            other information; additional details; other details; miscellaneous""",
            7: """how to apply; application process; application procedure;
            application procedures; application instructions; to apply; apply; apply now;
            apply online; applying; application information; application requirements;
            application filing; filing; required documents; documents required; application;
            applications; application deadline; deadline; closing date; filing deadline;
            filing period; final filing date; supplemental questionnaire;
            supplemental questions; questions; contact information; contact; contact us;
            for more information; more information; contacts and questions;
            special instructions; special instructions to applicants; special notes;
            next steps; application materials; agency contact information; learn more;
            important information; area of consideration; this job is open to; help;
            required question; job posting; inquiries; enquiries; share; submission;
            current status; notice to applicants; note to applicants; application submission;
            recruitment information; job alerts; additional comments;
            application and selection; open to""",
        },
        Topic.SELECTION: {
            7.1: """what happens next; what happens after you apply; after you apply; our hiring
            process; our recruitment process; our selection process; our interview process; hiring
            steps; stages of the process; selection timetable; selection timeline; interview
            details; selection procedures and timeline; exam information; exam content; exam
            process; examination details; examination weight; examination components; examination
            subjects; scope of examination; subjects of examination; test information; test
            content; testing information; skills test; application screening; application review;
            application review process; application evaluation process; evaluation criteria;
            evaluation of training and experience; screening criteria; pre screening; supplemental
            screening; how we will assess; how you'll be assessed; how you will be assessed; how we
            select; how we'll assess you; how will we assess; referral list; certification list;
            register information; candidate pool; appointment process; veterans points; veterans
            credit; veterans information; veteran preference; veterans' preference points;
            preference points; merit list; order of merit; reserve lists; list duration; duration
            of list; re employment; return rights""",
            4.5: """you will be evaluated; you will be assessed; we'll assess you;
            we will assess you""",
            7: """organizational needs; selection process; selection procedure;
            selection procedures; examination process; examination information; exam plan;
            examination plan; how you will be evaluated; how will you be evaluated;
            evaluation; assessment; application evaluation; basis of rating; basis for rating;
            rating; assessment process; eligible list; employment list; eligibility list;
            interview process; examination; interviews; oral exam; written exam;
            written examination; scoring; recruitment process; hiring process; the process;
            the selection process; recruitment timeline; tentative schedule; timeline;
            veterans preference; veterans' preference; background investigation process;
            probationary period; probation; shortlisting; shortlisting criteria; exam weight;
            what to expect; veteran's preference; vacancies list; recruitment and selection;
            selection plan""",
        },
        Topic.EQUAL: {
            7.1: """our commitment to equality; commitment to diversity; commitment to equity;
            commitment to inclusion; equity statement; equality statement; diversity statement;
            diversity and equality; diversity and equity; equality diversity and inclusion;
            accommodation statement; accommodation request; accommodations request; ada
            accommodation; ada accommodations; ada notice; ada information; americans with
            disabilities; americans with disability act; ada compliance statement; equal
            employment; equal employment opportunity statement; equal access; inclusive workplace;
            accessible employment; accessibility and accommodation; safe recruitment; safer
            recruitment; safeguarding statement; guaranteed interview scheme; disability confident
            scheme""",
            7: """equal opportunity; equal employment opportunity; equal opportunity employer;
            equal opportunities; eeo statement; eeo; equal opportunity statement; diversity;
            equity diversity and inclusion; diversity and inclusion;
            diversity equity and inclusion; accommodation; accommodations;
            reasonable accommodation; reasonable accommodations; ada statement; accessibility;
            ada compliance; ada; inclusion; our commitment to diversity;
            equal opportunity policy; employment equity; non discrimination;
            nondiscrimination; americans with disabilities act; disability confident;
            title vi; eoe; inclusion statement;
            equality and diversity""",
        },
        Topic.NOTICE: {
            7.1: """don't worry if you; don't worry if; it's okay if; it's ok if; you don't need
            to; you do not need to; you don't need; what you don't need; legal information; terms
            and conditions of this document; disclaimer statement; job description disclaimer;
            position description disclaimer; classification disclaimer; general notice; important
            notices; limitations and disclaimers; classification history; specification history;
            document history; review history; revision log; version control; version history; key
            to codes; glossary of terms; sign off; employee acknowledgement; employee agreement;
            employee statement; employee's statement; supervisor's statement; acknowledgment of
            receipt; acknowledgement of receipt; review and approval; reviewed and approved;
            administrative use only; office use only; for office use; for office use only; hr use
            only; data protection; privacy notice; privacy statement; e verify participation; e
            verify statement; everify; right to change; at will statement; employment at will;
            smoke free; tobacco free; drug free; drug free workplace statement; job description
            review""",
            3: "note; notes; please note",
            7: """disclaimer; disclaimers; notice; notices; important notice; legal notice;
            privacy; e verify; emergency service worker; disaster service workers;
            public records; drug free workplace; immigration reform; signatures; signature;
            acknowledgement; acknowledgment; acknowledgements; approval; approvals; history;
            class history; revision history; career group; certification of;
            employee acknowledgment; statement of understanding;
            job description acknowledgement; comments; footnotes; references;
            at will employment; political activity; position control; adopted;
            notice regarding""",
        },
    }
)

_FILLERS = word_set(
    """office successful representative roles detailed marginal non secondary administrative
    operational critical recommended acceptable educational entry organizational
    organisational universal complementary might look like spend new civil corporate the a an
    of and or for to in on with at by from this that these those our your their its is are be
    will may include includes including following but not limited all as examples example
    typical illustrative general specific key main primary principal major core essential
    minimum required preferred desired desirable special additional other important position
    job class role work performed duties statement section information etc i ii iii iv
    required: needed necessary basic standard only related summary areas area level list any
    employment person employee employees candidate candidates applicant applicants post what
    you we us if who must should can have has do does incumbent typically normally generally
    usually shall required each necessarily percent time % such under more than s t ll re ve
    description specification specifications public service overall both some most
    specifically note assigned within applicable"""
)

_OPENINGS = PhraseBook(
    {
        Topic.COMPETENCIES: {
            4.9: """must have a working knowledge; must have knowledge; must have strong; must have
            excellent; must have good; must have the ability; must have working; must possess
            strong; must possess excellent; must possess the ability; must possess knowledge; must
            be able to communicate; must be able to read; must be able to understand; must be able
            to follow; must be organized; must be detail oriented; must be dependable; must be
            reliable; must be a team player; must be a self starter; must be self motivated; must
            be comfortable; requires the ability; requires knowledge; requires skill; requires
            ability; thorough command; command of; good command; thorough knowledge; thorough
            understanding; considerable knowledge; considerable skill; considerable ability;
            working understanding; general knowledge; general understanding; basic knowledge; basic
            understanding; basic computer; advanced knowledge; extensive knowledge; comprehensive
            knowledge; in depth knowledge; detailed knowledge; sound knowledge; sound
            understanding; solid understanding; deep understanding; strong understanding; strong
            knowledge; excellent knowledge; good knowledge; some knowledge; practical knowledge;
            specialist knowledge; technical knowledge; demonstrable knowledge; demonstrated
            knowledge; demonstrated ability; demonstrated skill; proven ability; proven skill;
            excellent communication; excellent interpersonal; excellent organizational; strong
            communication; strong interpersonal; strong organizational; strong analytical; strong
            attention; good communication; good interpersonal; good organisational; effective
            communication; mechanical aptitude; clerical aptitude; mental alertness; alertness;
            accuracy; dependability; courtesy; courteous; tactful; diplomacy; diplomatic;
            thoroughness; resourcefulness; resourceful; ingenuity; good physical condition;
            physical condition; cooperativeness; cooperation; neatness; neat; promptness;
            trustworthy; trustworthiness; loyalty; professionalism; professional demeanor;
            professional appearance; humility; stamina for; sense of humor; sense of humour; sense
            of urgency; emotional intelligence; emotional maturity; political acumen; political
            awareness; business acumen; cultural competence; cultural awareness; cultural humility;
            cultural sensitivity; open mindedness; open minded; sensitivity; approachable;
            articulate; assertive; assertiveness; conscientious; conscientiousness; decisive;
            decisiveness; determined; determination; diligent; diligence; dynamic; empathetic;
            empathic; good listener; good listening; good eyesight; good organizer; good organiser;
            hard working; hardworking; helpful; innovative; intuitive; kind; kindness; methodical;
            meticulous; meticulousness; numerate; numeracy; literacy; it literate; objectivity;
            optimistic; outgoing; personable; persuasive; persistence; persistent; pleasant;
            polite; pragmatic; punctual; rigor; rigour; rigorous; self aware; self awareness; self
            confidence; self confident; self discipline; self disciplined; self motivation; self
            reliant; self starters; self starter; sense of; strategic thinker; strategic thinking;
            supportive; sympathetic; team oriented; team spirit; team working; teamworking; thick
            skin; tolerance; tolerant; versatile; versatility; visionary; well organised; well
            organized; well spoken; working well; numerical; facilitation; negotiation skills;
            presentation skills; visual design; prior knowledge; previous knowledge; typing skills;
            keyboarding skills; keyboard skills; math skills; writing skills; research skills;
            people skills; telephone skills; driving skills; ability in; abilities to; skill to;
            skill at; skillful; skilful; talent; talented; competent; competence; competencies;
            competency; mastery; mastery of; a working knowledge; a thorough; a positive; a
            passion; a commitment; a demonstrated; a flexible; a willingness;  a keen; a
            genuine; an ability; an excellent; an interest; an awareness; an appreciation; an eye;
            an aptitude; an open; interest in; keen; genuine; willing to learn; willing to; eager;
            eagerness""",
            2.6: """principles; principles and practices; principles of;
            methods and techniques; methods and practices; operational characteristics;
            pertinent federal; applicable federal; modern office; recent developments;
            occupational hazards; theories and; theory of; basic principles;
            advanced principles; terminology used""",
            5: """knowledge; ability; abilities; skill; skills; skilled; proficiency;
            proficient; proficiencies; understanding of; familiarity; working knowledge;
            aptitude; attention to detail; knowledgeable; interpersonal;
            problem solving skills; team player; self starter; self motivated;
            communication skills; competence in; competency in; competent in;
            computer literacy; computer literate; computer skills; ability and""",
            4: """understanding; comfortable; comfort; comfort with; familiar; enthusiasm;
            enthusiastic; passion; passionate; able; able to; awareness; appreciation;
            willingness; capability; adept; expertise; expert; grasp; aptitude; fluency with;
            fluent with; fluent in using; confident; attentive; capacity; understands; knows;
            demonstrates ability; demonstrates knowledge; demonstrates the ability;
            demonstrate ability; good judgment; sound judgment; integrity; discretion; tact;
            empathy; curiosity; adaptability; resilience; initiative; strong commitment;
            a team player; punctuality; good judgement; sound judgement; demonstrates strong;
            possesses excellent; possesses strong; possesses good; a desire; a self starter;
            highly motivated; highly organized; highly organised; detail oriented;
            results oriented; self directed; customer focused; solutions focused; proactive;
            an understanding; a growth mindset; commitment to; committed to; mindset;
            track record""",
            3: """willing; commitment; committed; flexible; flexibility; motivated; organized;
            organised; creative; dependable; reliable; patience; patient; honesty; honest;
            desire; literate; adaptable; confidence; high degree; capable; analytical;
            creativity; teamwork; leadership; responsive; inquisitive; curious;
            positive attitude; energetic; effective communicator; communicator; listens;
            listening; work ethic; time management; multi task; multitask; prioritization;
            mature; thrive; thrives; enjoy; enjoys; believe; think; thinks; values""",
        },
        Topic.QUALIFICATIONS: {
            4.6: """demonstrated success; a proven track record; proven track record; experience
            with and; clear evidence of; evidence of; you've built; you have built; have built; has
            built; you've led; you have led; have led; has led; you've worked; you have worked;
            have worked; has worked; you've designed; you have designed; have designed; has
            designed; you've managed; you have managed; have managed; has managed; you've shipped;
            you have shipped; have shipped; has shipped; you've delivered; you have delivered; have
            delivered; has delivered; you've run; you have run; have run; has run; you've written;
            you have written; have written; has written; you've developed; you have developed; have
            developed; has developed; you've created; you have created; have created; has created;
            you've held; you have held; have held; has held; you've used; you have used; have used;
            has used; you've supported; you have supported; have supported; has supported; you've
            supervised; you have supervised; have supervised; has supervised; you've coached; you
            have coached; have coached; has coached; you've mentored; you have mentored; have
            mentored; has mentored; you've taught; you have taught; have taught; has taught; you've
            conducted; you have conducted; have conducted; has conducted; you've launched; you have
            launched; have launched; has launched; you've maintained; you have maintained; have
            maintained; has maintained; you've owned; you have owned; have owned; has owned; you've
            studied; you have studied; have studied; has studied; you've graduated; you have
            graduated; have graduated; has graduated; you've completed; you have completed; have
            completed; has completed; you've earned; you have earned; have earned; has earned;
            you've passed; you have passed; have passed; has passed; you've obtained; you have
            obtained; have obtained; has obtained; you've lived; you have lived; have lived; has
            lived; you've served; you have served; have served; has served; you've trained; you
            have trained; have trained; has trained; you've practised; you have practised; have
            practised; has practised; you've practiced; you have practiced; have practiced; has
            practiced; you've coordinated; you have coordinated; have coordinated; has coordinated;
            you've organized; you have organized; have organized; has organized; you've organised;
            you have organised; have organised; has organised; you've helped; you have helped; have
            helped; has helped; you've facilitated; you have facilitated; have facilitated; has
            facilitated; you've planned; you have planned; have planned; has planned; you've
            produced; you have produced; have produced; has produced; you've implemented; you have
            implemented; have implemented; has implemented; you've analysed; you have analysed;
            have analysed; has analysed; you've analyzed; you have analyzed; have analyzed; has
            analyzed; you've tested; you have tested; have tested; has tested; you've researched;
            you have researched; have researched; has researched""",
            5.4: """or a combination of; or any combination of; or any equivalent; or an
            equivalent combination; qualifying experience; qualifying experience will;
            qualifying experience includes; we require; we require a; we ask for; we ask that
            you; you need a; you will need to hold; you need to have; you need to hold; required
            is; applicants need; candidates need; applicants must possess; candidates must
            possess; reliable transportation; own transportation; dependable transportation;
            access to reliable transportation; access to a vehicle; own vehicle; use of a
            vehicle; use of own vehicle; use of a car; car owner; car driver; notary commission;
            notary public; us citizen or; lawful permanent; legal right to work; proof of
            eligibility; an associate's; a bachelor's; a bachelor; a master's; a master; a high
            school; a degree; a diploma; a valid; must hold; must be certified; must be
            licensed; must be registered; must acquire; must pass; must successfully; must be a
            citizen; must be a u.s; must be at least; must be 18; must be 21; must be eligible;
            must be legally; must be willing to submit; must be insurable; must be bondable;
            must submit to; must undergo; must clear; must complete a; must reside; must
            qualify; must provide proof of citizenship; you must hold; you must obtain; you must
            pass; you must possess; you'll need to clear; you will need to clear; you will need
            a; you will be subject to; you will be required to obtain; you will be required to
            pass; you will be required to provide proof; subject to; subject to a; subject to
            background; successful candidates must undergo; successful candidates must meet;
            successful candidates must pass; successful candidates will be required to undergo;
            employment is contingent; employment is subject; employment is conditional;
            employment contingent; appointment is contingent; appointment is subject; offer of
            employment; offers of employment; all offers; an offer; any offer of employment; a
            conditional offer; this position is subject to; this position is subject to a; this
            post is subject to; this role is subject to; this post is exempt; this position
            requires a; this position requires an; this position requires a valid; position
            requires; position requires a; requires a valid; requires a bachelor's; requires a
            high school; requires possession; requires certification; requires at least;
            requires graduation; requires completion; requires two; requires three; requires
            one; requires five; combination of; combination of education; combination of
            training; combination of experience; combinations of; any equivalent; any
            combination of; equivalent education; equivalent experience; an equivalent; or
            equivalent; or an equivalent; or any; an acceptable; an appropriate combination; a
            combination; a combination of; other combinations; other equivalent; alternatively;
            additional qualifying; additional years; related experience; relevant experience;
            professional experience; practical experience; previous experience; specialized
            experience; supervisory experience; progressively responsible; progressive
            experience; full time experience; paid experience; volunteer experience; lived
            experience; significant experience; substantial experience; extensive experience;
            demonstrated experience; demonstrable experience; proven experience; recent
            experience; some experience; strong experience; knowledge equivalent; training in;
            trade school; technical school; trade certificate; technical diploma; technical
            degree; professional degree; professional engineer; professional registration;
            professional license; registered nurse; licensed practical; board certified;
            eligibility for; eligibility to; active membership; active license; current license;
            current certification; current registration; current driver's; acceptable driving;
            clean driving; satisfactory driving; good driving; satisfactory completion;
            satisfactory background; satisfactory criminal; satisfactory references; a
            satisfactory; a clean; a criminal; a background; a police; a pre employment; a
            security; a portfolio showing; pre employment drug; pre employment physical; pre
            employment medical; drug test; drug testing; drug screen; drug screening; dot
            physical; physical examination; medical examination; medical exam; polygraph; credit
            check; criminal history; criminal background; criminal record; police check; working
            with children; reference checks; baseline personnel; security check; dbs; covid 19
            vaccination; vaccination; vaccinations; immunization; immunizations; tb;
            tuberculosis; proof of vaccination; u.s citizenship; be a u.s; be a citizen; be a
            resident; be a registered; be at least; be registered; be certified; be licensed; be
            willing to undergo; be able to obtain; be able to pass; be 18; resident of;
            residents of; ability to obtain; ability to pass; ability to secure; ability to be
            bonded; ability to possess; ability to qualify; ability to meet the; able to obtain;
            able to pass; willingness to obtain; willing to obtain; type at; typing speed;
            ability to type; keyboard at; conversational; native; fluent in; speaks; speak
            spanish; spanish; bilingual in; bilingual english; you speak; any felony; felony; no
            felony; no felonies; no criminal; dishonorable; time in grade; education may;
            experience may; graduate study; graduate level; graduate work; graduate education;
            college coursework; college level; college credit; college units; undergraduate;
            certificate in; certificate of; certification as; certification in; certification
            by; certified as; diploma in; diploma or; degree in; degree from; degree or; as
            evidenced""",
            5.5: """bachelor; bachelor's; bachelors; baccalaureate; master's; masters;
            master of; bachelor of; doctorate; doctoral; ph.d; associate's; associates degree;
            associate degree; associate's degree; high school; diploma; ged; g.e.d;
            graduation; degree; graduate of; graduate; graduates; college degree;
            university degree; undergraduate degree; possession; completion; licensed;
            license; licence; licensure; certification; certified; certificate;
            certifications; certificates; valid driver's; driver's license; driver license;
            driver's licence; driving licence; full driving licence; experience; experienced;
            any combination; any equivalent combination; equivalent combination;
            an equivalent combination; equivalent to; equivalency; education;
            education and experience; accredited; u.s citizen; us citizen; u.s citizenship;
            united states citizen; citizenship; citizen; registered voter; bilingual; fluent;
            fluency; eighteen years; 18 years; at least 18; at least 21; 21 years;
            security clearance; clearance; background check; dbs check; enhanced dbs;
            right to work; postgraduate; nvq; gcse; gcses; a levels; hnd; btec; degree level;
            educated to; chartered; membership of; member of; registration as;
            registration with; registered; tertiary qualification; tertiary qualifications;
            tertiary; secondary school; college diploma;
            post secondary; university; graduated; qualified; professional certification; cpa;
            pmp; cissp; authorized to work; eligible to work; legally authorized;
            legal authorization; work experience; hands on experience; prior experience;
            commercial driver's; class a; class b; cdl; completed; attainment; juris doctor;
            j.d; law degree; apprenticeship; journeyman; substitution; additional experience;
            additional education""",
            4: """track record; a track record; success in; practice providing;
            practice achieving; practice in; exposure to working""",
            3: """certification; eligible; eligibility; training; trained; two years;
            three years; minimum age; pass; successful completion; submit to; undergo; obtain;
            bondable; course work; coursework; courses; vocational; apprenticeship;
            credential; credentials; residency; reside; u.s; notary; acceptable""",
        },
        Topic.PHYSICAL: {
            2.5: "lift; stand; sit; climb; kneel; stoop; bend; walk; walking; hear; see; reaching",
            5: """physical ability; physically; lifting; standing; sitting; climbing;
            kneeling; stooping; bending; crouching; crawling; manual dexterity; visual acuity;
            hearing; vision; vision requirements; dexterity; mobility; sedentary; light work;
            medium work; heavy work; seeing; color vision; depth perception; grasping;
            stamina; repetitive; able to lift; able to sit; able to stand; able to climb;
            ability to lift; ability to stand; ability to sit; ability to walk;
            physical demands""",
        },
        Topic.CONDITIONS: {
            4.05: """this position requires occasional; this position may require; this position
            requires travel; this position requires working; this position requires regular; this
            position works; this position is a full time; overtime may; some travel; some evening;
            some evenings; some weekend; some overtime; occasional evening; occasional overtime;
            occasional weekend; working outside; working weekends; working evenings; regular
            evening; stand by; wear a uniform; wearing; must wear; must work; must be able to work;
            must be available; must be willing to work; must be willing to travel; may work; may be
            called; may be required to travel; may be exposed; may be subject to; may be on call;
            may involve exposure; prepared to work; prepared to travel; ability to work evenings;
            ability to work weekends; ability to work nights; ability to work flexible; ability to
            work extended; ability to work overtime; ability to work long; ability to work
            outdoors; ability to work under adverse; ability to work in adverse; ability to work
            irregular; ability to work various; ability to work a flexible; ability to work varied;
            ability to work shifts; ability to work any; ability to work on call; ability to
            travel; flexibility to work; flexibility to travel; willingness to work; availability
            to work; availability; willing to work; able to work flexible; able to work weekends;
            able to work shifts; able to work outside; able to work overtime; able to work
            irregular; two days a week; three days a week; core hours; one year trial; one year
            probationary; a one year probationary; probationary period; trial period; positions may
            be stationed; essential functions are regularly performed; tasks require; some tasks
            require; tasks are performed; tasks may; tasks involve; the noise; the job duties
            require an employee to work; environment is; the employee is exposed; the employee is
            occasionally; the employee is frequently; the employee is regularly; the incumbent is
            regularly required; the incumbent is frequently; the employee must occasionally lift;
            the employee must regularly lift; the employee must frequently lift; while performing;
            while performing the duties; as public employees; public employees are""",
            4: """work is performed; work is generally performed; work is primarily performed;
            work is typically performed; office environment; exposure to; exposed to; travel;
            overtime; evening; evenings; weekend; weekends; shift work; on call; night; noise;
            available to work; able to work evenings; available for; indoor; outdoor; indoors;
            outdoors; the noise level; hours; flexible hours; irregular hours; extended hours;
            standard office; typical office; subject to call; work environment; remote;
            telework; hybrid; work weekends; work evenings; work nights;
            willingness to travel; occasional travel; frequent travel; mandatory overtime;
            willing to travel; able to travel; incumbents work; work takes place;
            duties are performed; the work environment; work may be performed;
            required to work; may be required to work""",
        },
        Topic.RECEIVED: {
            3.5: """reports to; reports directly to; operates under; receives direction;
            receives general; works under; receives supervision; receives administrative;
            receives policy; receives close; work is performed under; reporting to;
            reports administratively; responsible to; supervision is received;
            under the supervision; general supervision is provided; works under the;
            receives direct; receives immediate; receives limited; receives functional"""
        },
        Topic.EXERCISED: {
            2.5: "may supervise; may exercise; may lead",
            4: """exercises direct; exercises supervision; exercises technical;
            exercises functional; exercises general; exercises no; exercises indirect;
            supervision of staff; no supervision; provides functional supervision;
            provides supervision; line manages; does not supervise; no direct reports;
            no supervisory; exercise direct; manages up to; may provide functional;
            supervision is not; supervision is exercised""",
        },
        Topic.SUMMARY: {
            5.5: """under direction; under supervision; under general supervision;
            under the direction; under general direction; under the supervision;
            under the general; under immediate; under limited; under close;
            under administrative; under direct; under minimal; under policy; under broad""",
            3.5: """this is a; this is an; this position; this role; this job; this post;
            this class; this classification; the position; the purpose; the primary purpose;
            the incumbent; incumbents; the incumbents; employees in this class;
            employees in this; an employee in this; positions in this; positions allocated;
            under; class; performs a variety; performs a wide variety; performs a range;
            performs a full range; performs specialized; performs specialised;
            performs general; performs field; performs supervisory; the role; in this role;
            in this position; as a; as an; as the; the job; the main purpose;
            the successful candidate will; the person; the post holder; the postholder;
            work involves; performs work; performs professional; performs responsible;
            performs technical; performs highly; performs difficult; performs complex;
            performs skilled; performs routine; performs intermediate; performs advanced;
            performs entry; performs administrative; performs clerical; to perform;
            the employee; this is the; this is work; are you""",
        },
        Topic.DISTINGUISHING: {
            4: """this class is distinguished; this is the entry; this is the journey;
            this is the first; this is the advanced; this is the lead; this is the full;
            this is the supervisory; this is the senior; this is the highest;
            distinguished from; positions at this level; employees at this level; the i level;
            the ii level; incumbents at this level; this class differs;
            this classification is distinguished; this level"""
        },
        Topic.EMPLOYER: {
            3: """we; our; we're; we are; located in; join; join us; join our; at the; why;
            imagine; come; established in; founded; the city of; the county of; the state of;
            the department of; the office of; the division of; the district; the agency;
            with a population; the city; the county; the department; if you're looking;
            if you are looking; voted; named one of; are you looking; are you ready;
            do you want; looking for; home to; the mission of""",
            1.5: "welcome",
        },
        Topic.APPLICATION: {
            5.6: """to qualify based on education; if you are using education; if using
            education; if qualifying based on education;  open to u.s citizens;
            open to the public""",
            4.1: """number of hours per week; the exact dates; exact dates; dates you; job title
            and; job title duties; hours per week worked; full time or part time; your full; your
            legal; your resume; your résumé; your cv; your name; your contact; name address; proof
            that; a legible copy; a cv; a covering letter; a personal statement; a portfolio of; a
            list of; a letter; a completed; completed application; a writing sample; an sf 50; sf
            50; dd 214; sf 15; va letter; transcripts if; unofficial transcripts; current federal;
            must provide an; must provide a; must provide proof; must attach; must apply; must be
            submitted; must be received; must be postmarked; must indicate; must clearly; must
            complete the; should submit; should apply; should contact; should include; should
            complete; should attach; send your; email your; email a; mail or; for an informal; for
            an application; for an informal discussion; for questions about; for inquiries; for
            accommodation; for assistance; if claiming; if you are claiming; if you are a veteran;
            if you are applying; if you have a disability; if you would like; if you want; if you
            wish; if you are interested; if interested; if you feel; if you think; if this sounds;
            if you believe you; if using; if substituting; if you believe; if you are using; if you
            are qualifying; if you are invited; if you are unable; if you do not; if you fail; if
            you rate; if applicable; in order to be considered; in order to receive; in order to
            apply; in your application; on your application; on the application; in your resume; on
            your resume; resume showing; resumes must; resumes will; resumes may; resumes are;
            cover letters; applicants should;  applicants must submit; applicants
            must attach; applicants must complete; applicants must clearly; applicants must
            include; applicants must apply; applicants can; applicants with; applicants claiming;
            applicants wishing; applicants requiring; candidates must submit; candidates must
            apply; candidates should; candidates who; candidates are; candidates may; current
            employees; internal applicants; internal candidates; external applicants; persons
            interested; submit your; submit completed; closing date; to ensure consideration; to be
            eligible for consideration; to claim; to qualify based on; part time experience; credit
            will be given; credit will; experience must be; experience will be; education must be;
            education will be; foreign education; foreign degrees; we don't; read more; follow us;
            connect with; create an; subscribe; position will remain; position open; position
            closes; posting closes; this job is open; this job announcement; this vacancy; this
            examination; this exam; this requisition; this job will; this eligible list; this list
            will; this advertisement; this opportunity; this announcement may; applications open;
            applications close; resume review; panel interviews; start in; required documents; open
            to; all united states; all u.s citizens; the public; area of consideration""",
            4: """apply online; apply now; apply today; apply at; apply by; apply here;
            apply through; apply via; apply directly; to apply; applicants will;
            applicants are; applicants may; applications; interested applicants;
            all applicants; interested candidates; please; click; click here;
            for more information; for further information; for information; for details;
            for questions; if you have questions; if you have any questions; to view;
            visit our; visit the; to learn more; learn more; a resume; resume; resumes;
            cover letter; your application; the application; an application;
            late applications; all application; all applications; you must submit;
            you must apply; this position closes; this recruitment; this posting;
            this announcement; open until filled; continuous recruitment; failure to;
            to be considered; for additional information; if you answered; if yes; to request;
            you may; you should; further details; contact us; contact the; we will accept;
            sign up; copies of; official transcripts; must submit; download; describe your;
            describe any; do you; how would you; how do you; what is; have you; are you;
            can you; how did you; which of the following; how many; did you; tell us;
            i understand; i have read; please describe; where did you; none of the above;
            required question; what are; would you; will you; what experience; please explain""",
        },
        Topic.SELECTION: {
            4.1: """the appointing; the hiring manager; the hiring agency; the hiring panel; the
            panel; the interview panel; the interview will; the interview may; the written; the
            oral; the exam; the list established; the resulting list; the first step; the process;
            the recruitment; the recruitment process; the assessment; the screening; this test; the
            sift; at interview; at the interview; at application; during the interview; we'll
            interview; we will interview; we will sift; we will contact; we will invite; only
            candidates; only applicants; only those; only the most; only qualified; applicants
            meeting; applicants whose; candidates whose; candidates selected for; candidates
            invited; candidates meeting; candidates moving; candidates passing; candidates with
            the; a pool; an eligibility list; an eligible list; an employment list; an examination;
            a selection; a passing; a panel; a skills; a supplemental; a test; a reserve list; your
            score; your answers; your responses; your rating; your resume will; qualified
            candidates will; qualified applicants will; those who; those candidates; those
            applicants; categories; veterans preference; veterans will; veterans who; disabled
            veterans; eligible veterans; preference will; preference points; hiring preference;
            background check process; background checks are; the background; the background check;
            the background investigation; a criminal record; a conviction; criminal convictions;
            convictions; having a criminal; having a conviction; a criminal; conviction;
            examination method; examination will; examination weight; weighted; part 1; part 2;
            step one; step two; test required""",
            2.5: """successful candidates; successful applicants; selected candidate;
            selected candidates; the selected candidate; candidates selected;
            applicants selected""",
            4: """the selection process; selection process; the examination; candidates will;
            applicants will; those; the eligible list; eligible list; the interview;
            your application will; you will be evaluated; we'll assess; we will assess;
            shortlisted; successful candidates; the successful candidate; any candidate;
            depending on qualifications; final candidates; finalists; the hiring;
            written test; new employees; probationary; eligible candidates;
            qualified applicants; qualified candidates; the most qualified; scores; persons;
            prior to appointment; prior to employment; candidates considered""",
        },
        Topic.BENEFITS: {
            4.5: """benefits; medical; dental; vision insurance; vision benefits; healthcare;
            retirement; paid; vacation; sick leave; annual leave; life insurance; holidays;
            pension; health insurance; employee assistance; tuition; deferred compensation;
            flexible spending; 401; 457; accident insurance; short term disability; long term
            disability; comprehensive benefits; competitive salary; generous; medical insurance;
            dental insurance; disability insurance; wellness; fitness; gym; parental leave;
            bereavement; longevity; public service loan; critical illness; credit union; health
            savings; basic life; paid holidays; paid time; professional development opportunities;
            hybrid; civil service pension; flexible working; eligibility for benefits; full time
            employees; eligible employees; employees receive"""
        },
        Topic.EQUAL: {
            4: """equal; an
            equal; we are an equal; is an equal; all qualified applicants; we do not discriminate;
            we welcome; we encourage; we celebrate; we value; it is the policy; eoe; eeo; aa eoe;
            reasonable accommodation; reasonable accommodations; people with disabilities;
            individuals with disabilities; in compliance; in accordance; qualified individuals; we
            are committed; we are proud; persons with disabilities; women; veterans; if you
            require; if you need; the americans; ada"""
        },
        Topic.NOTICE: {
            6.1: """the following duties are normal; the following duties are typical; the
            following are examples; the following list; the duties listed; the above; the above
            statements; the above is; the above description; the above list; the job duties
            listed; the work below; this list is; not all duties; this job description is; this
            job description does; this position description is; this class specification is; the
            statements contained; the statements herein; the information contained; the duties
            listed above; the duties listed below; the requirements listed; to perform this job
            successfully; reasonable accommodations may be made; reasonable accommodation may be
            made; management reserves the right; nothing in this; the specific statements; this
            job description in no""",
            4.6: """note the; note that; note examples; disclaimer; the following examples; the
            following examples of; the duties described; the duties and responsibilities; the
            duties above; the duties below; the duties outlined; the duties set out; the job
            duties require; the tasks listed; the tasks described; the tasks below; the
            functions listed; the functions described; the essential duties listed; these
            examples; these duties; these are not; these guidelines; these minimum
            qualifications; these physical requirements; these physical; these requirements; the
            requirements described; the requirements of this; the minimum qualifications listed;
            the minimum qualifications are; the qualifications listed; the qualifications
            described; the knowledge skills and abilities listed; the characteristics described;
            the characteristics listed; the physical and mental demands described; the physical
            activities; the information in this; the information provided; the specific
            statements; the omission of; the examples of work; the examples of duties; this
            list; this class description; this classification description; this classification
            specification; this job specification; this job profile; this job posting is; this
            role description; this role profile; this summary; this statement; this posting is
            not; this announcement is not; this is a general; this is a summary; this is
            intended; this information is; this profile; this guide; this class spec; this job
            summary; this job announcement is; it is not; it is not intended; it is intended; no
            attempt is; none of; not all; not every; other duties may be required; other duties
            may be; any one; each position; each individual position; an employee in a position;
            a particular position; a position may; a person with a disability; an individual
            must be able; an incumbent may; an employee may be; incumbents may not; employees
            may not; job descriptions; job specifications; job titles; class titles; position
            descriptions; role profiles; specifications are; class descriptions; classification
            descriptions; individual job duties; some duties performed; additional essential
            functions; while the following; while this; while every; although this; management
            retains; the employer reserves; the county reserves; the city reserves; the agency
            may; the agency reserves; the department reserves; the board reserves; the council
            reserves; the district reserves; the university reserves; the state reserves; the
            college reserves; the authority reserves; the organisation reserves; the company
            reserves; the university may amend; the city may; the county may; the agency may
            add; for purposes of; for the purposes of; nothing in this; nothing contained;
            reviewed by; prepared by; i have read; i acknowledge; i understand; i certify; my
            signature; signature; signatures; recent is defined; recent experience is defined;
            significant is defined; significant experience is defined; recent means; recency is;
            depth is; management is defined""",
            4.5: """ this job description; this class specification;
            this position description; this description; the statements;
            the information contained; nothing in; class specifications;
            the following statements;  this document; these statements;
            this is not; the requirements listed; the physical demands described;
            the work environment characteristics; the essential functions listed;
            management reserves; management has; the preceding; the listed; duties listed;
            the list; the intent; this specification; to perform this job successfully;
            pursuant; the provisions of; all employees; public employees;
            external and internal; it is the responsibility; any one position; the foregoing;
            persons serving; personal information; the examples; the class specification;
            an individual; employment; this job posting""",
        },
        Topic.PAY: {
            4: """salary; $; £; €; salary range; pay; hourly; annual salary; starting;
            starting salary; compensation; wage; the salary; the pay; base salary; pay range;
            the hiring range; hiring range; pay rate; the starting salary; the hourly"""
        },
        Topic.DUTIES: {
            7.5: """at this level you; at this level you will; at this role level you; at this
            role level you will; at this grade you; at this grade you will; as a trainee you; as
            a trainee you will""",
            2: "responsible for; is responsible for; are responsible for",
            3.5: """serve as; serves as; act as; acts as; serving as; acting as;
            performs other; perform other; other duties; perform related; performs related;
            related duties; assume; may be required to perform; performs any; perform any;
            all other duties; any other duties; other related; additional duties;
            undertake any; carry out any; undertake; liaison; other tasks; accountable for;
            responsibility for; backs up; back up; general; completes other;
            regular attendance; regular and reliable; regular and predictable; takes; makes;
            does; has; is""",
        },
    }
)

_LEADS = word_set(
    """and or also to will must should may can shall have has possess possesses be is are the
    a an you you'll you're you've your they i'm being both any all some either having been
    include includes require required requires minimum preferred desired ideally preferably
    hold holds demonstrate demonstrated demonstrates show shows use uses possessing candidate
    candidates applicant applicants individual successful ideal selected at least more than
    following of possessed currently % percent obtain maintain hold legally own s"""
)

_QUALITIES = word_set(
    """strong excellent good proven solid thorough considerable working advanced basic general
    some extensive sound high highly level exceptional outstanding superior effective great
    clear comprehensive deep broad detailed in-depth depth in expert intermediate fundamental
    practical technical professional personal significant substantial recent relevant previous
    prior related progressively responsible increasingly full part time paid direct specific
    specialized specialised valid current accredited four year two-year four-year recognized
    recognised verbal written oral interpersonal communication organizational organisational
    analytical leadership supervisory managerial management administrative computer
    presentation customer service problem solving decision making negotiation people project
    research writing public speaking time critical thinking planning listening reading
    mathematical math keyboard typing office well developed organized and or & creative
    quantitative qualitative proficient equivalent appropriate suitable successful
    demonstrable tangible hands-on hands on real one two three four five six seven eight ten 1
    2 3 4 5 6 7 8 10 + years year months of ability-based emotional social cultural digital
    data financial budget strategic political functional operational theoretical essential
    very conversational native further executive senior junior entry overall adequate
    satisfactory"""
)

_MENTIONS = PhraseBook(
    {
        Topic.OTHER: {
            2.5: """delegated authority; has custody of; responsible for a budget; guidelines are;
            are generally clear and specific; freedom to act""",
        },
        Topic.CONTACTS: {
            3.1: """in contact with; regular contact with; close contact with; frequent contact
            with; daily contact with; contact with the public; contact with members of; has contact
            with; have contact with; contacts are with; contacts include; personal contacts;
            maintains relations with; maintains contact with; maintains contacts; maintains
            personal contact; interacts with employees; key contacts""",
        },
        Topic.QUALIFICATIONS: {
            3.6: """time in grade; time in grade requirement; time in grade requirements; years
            experience; years' of experience; yrs experience; yr experience; years of related;
            years of progressively; years of relevant; years of professional; years of full time;
            years of supervisory; years of increasingly; years of work; years of responsible;
            months of experience; bachelor's; master's; associate's; baccalaureate; juris doctor;
            g.e.d.; hiset; high school equivalency; equivalency certificate; equivalency diploma;
            high school graduate; two year degree; four year degree; 4 year degree; 2 year degree;
            year degree; graduate degree; advanced degree; major in; majoring in; major course
            work; with major; specialization in; trade school; technical school; vocational school;
            certificate program; commercial driver's license; commercial driver's; cdl; class a
            cdl; class b cdl; operator's license; chauffeur's license; driver licence; driver's
            permit; insurable; insurability; registered nurse; professional engineer; certified
            public accountant; bar association; member of the bar; admission to the bar; licensed
            to practice; first aid certification; cpr certification; post certified; post
            certification; haz mat; hazmat; tb test; physical examination; pre employment physical;
            pre employment drug; pre employment medical; medical clearance; hepatitis;
            psychological evaluation; psychological examination; credit check; livescan; live scan;
            criminal history check; criminal records check; criminal conviction; felony conviction;
            background screening; background and credit; background suitability; suitability
            investigation; suitability determination; public trust; baseline personnel security;
            bpss; counter terrorist; security vetting; police vet; pvg;
            children's act; right to work checks; national police; net words per minute; words per
            minute; wpm; may be substituted; any combination; any equivalent; portfolio showing;
            portfolio demonstrating; permanent resident; work permit; fluent in; fluently; asl;
            portuguese; arabic; haitian creole; tagalog; korean; russian; somali; hmong""",
            3.5: """bachelor's degree; bachelors degree; bachelor degree; master's degree;
            masters degree; associate's degree; associate degree; associates degree;
            high school diploma; ged; g.e.d; years of experience; year of experience;
            years experience; years' experience; accredited college; accredited university;
            accredited four year; accredited institution; semester hours; semester units;
            credit hours; quarter units; quarter hours; college credits; driver's license;
            driver license; drivers license; driver's licence; driving licence;
            equivalent combination; combination of education; combination of training;
            combination of experience; be substituted; may substitute; substitute for;
            substituted for; valid license; college or university; high school;
            specialized experience; selective service; equivalent experience; year for year;
            year for a year; equivalent to completion; background check; criminal background;
            background investigation; drug test; drug screen; drug screening;
            police clearance; security clearance; fingerprint; fingerprinting; us citizen;
            u.s citizen; registered voter; registered to vote; right to work;
            authorized to work; must be certified; must possess; must have a valid;
            valid class; must be licensed; must pass; polygraph; criminal record check;
            nationals; criminal history; motor vehicle record; within 6 months of;
            within six months of; within one year of; police check;
            working with children check; medical examination; reliability status;
            enhanced reliability; secret clearance; dbs check; notary public; gcse;
            foreign degree; tuberculosis; bondable; cpr; first aid; years of age;
            official language; bilingual imperative""",
            0.7: "years; required; qualified; qualification; qualifications",
            2.2: """someone with experience; looking for someone with; with experience in;
            within six months; within 6 months; within 12 months; within one year;
            within 90 days; safety course; training course; entrance examination""",
            1.5: "spanish; french; mandarin; cantonese; sign language; vietnamese; welsh",
            2: """experience in; experience with; accreditation; experience working;
            experience of; degree; diploma; certification; certificate; license; licence;
            licensed; certified; experience; accredited; college; university; graduation;
            coursework; course work; equivalent; education; gpa; credential; academic;
            preferred; bilingual; citizenship; clearance; progressively responsible;
            journey level; supervisory experience; prior experience""",
        },
        Topic.COMPETENCIES: {
            3.1: """requires the ability; requires knowledge; requires the ability to; requires
            skill; requires strong; requires excellent; demonstrates knowledge; must be proficient;
            must be knowledgeable; must be skilled; is proficient at; be skilled in; is skilled in;
            keen interest; keen interest in; good command of; thorough command; fluency in using;
            comfortable with; comfortable working; curious about; enthusiastic about; passion for;
            knack for; level of nursing; skill is required; knowledge is required; ability is
            required""",
            3: """knowledge of; ability to; skill in; skills in; proficient in;
            proficiency in; skilled in; proficient with; proficiency with; familiarity with;
            understanding of; communication skills; familiar with; interpersonal skills;
            organizational skills; organisational skills; written and verbal;
            verbal and written; oral and written; attention to detail; problem solving skills;
            analytical skills; computer skills; customer service skills;
            time management skills; leadership skills; able to;
            effective working relationships; capacity to; working relationships with those;
            skills and abilities; possess excellent; possess strong; excellent interpersonal;
            strong interpersonal; should be comfortable; self motivated; work independently;
            sound judgment; willingness to; orally and in writing; both orally; both verbally;
            verbally and in writing; strong written; excellent written; commitment to""",
            1: """knowledge; skills; ability; abilities; understanding; proficient;
            proficiency; skill; comfortable; passion; passionate; mindset; empathy;
            under pressure; curious; thrive""",
        },
        Topic.PHYSICAL: {
            3: """pounds; lbs; lb; manual dexterity; stoop; kneel; crouch; crawl; stooping;
            kneeling; crouching; crawling; hand eye coordination; visual acuity;
            peripheral vision; depth perception; color vision; physical effort;
            physical demands; lift up to; lifting; close vision; use hands; sedentary;
            finger dexterity; repetitive motion; prolonged periods; long periods;
            extended periods of sitting; vision requirements; sit for; stand for;
            physical strength; reach with hands; kilograms; kg; stand walk; walking standing;
            strength and dexterity; physical exertion; sufficient vision; sufficient hearing;
            continuous basis; sit at; simple grasping; climb; grasp; fine manipulation""",
            1: """physical; physically; carry; push; pull; bend; twist; standing; sitting;
            walking; lift; hearing""",
        },
        Topic.CONDITIONS: {
            5: "trial period; probationary or trial; direct deposit; financial disclosure",
            2.5: """evenings; weekends; overtime; evening hours; weekend hours; shift work;
            rotating shifts; on call; office environment; office setting; working conditions;
            work environment; inclement weather; exposure to; exposed to; noise level;
            hazardous; fumes; extreme temperatures; irregular hours; noise; outdoors;
            adverse weather; dust; travel; night work; nights and weekends; holidays;
            extended hours; weekend work; hybrid; telework; remote; work from home;
            hours per week; hour per week; flexible hours; long hours; hours a week; 40 hours;
            monday through friday; monday friday; p.m; a.m; shift; standard business hours;
            normal business hours; climate controlled; video display""",
        },
        Topic.DUTIES: {
            5: """other duties as assigned; related duties as assigned; duties as assigned;
            related duties; related work; other related duties; other duties; related tasks;
            work as assigned; tasks as assigned; projects as assigned; duties as required;
            as assigned; duties may be assigned; other tasks; related work as required;
            additional duties; duties commensurate; related functions; special projects;
            commensurate with the grade; other work as required; similar duties""",
            4: "a normal day; a typical day; day to day responsibilities",
            1: """on behalf of; liaise; liaises; in accordance with; ensures that; as needed;
            as required; as necessary""",
        },
        Topic.SUMMARY: {
            2.1: """the purpose of the post; the purpose of the role; the purpose of the job; the
            purpose of this position; purpose of this role; purpose of this position; main purpose
            of; is advanced specialized work; is specialized work; is responsible work; is
            technical work; is professional work; is clerical work; is supervisory work; is
            administrative work; is skilled work; is semi skilled work; is manual work; the
            incumbents; general purpose of""",
            2: """is responsible for; are responsible for; under the direction of;
            under general supervision; under the supervision of; under general direction;
            this position; this role; this class; the incumbent; incumbents; we are seeking;
            is seeking; we're seeking; we're looking for; we are looking for; is looking for;
            looking for an experienced; is currently recruiting; vacancy for; is recruiting;
            responsible for performing; you will play; you'll be part; you will work with;
            you'll join; you will join; will be responsible; the purpose of this;
            seeking applications; primary responsibility; general supervision;
            direct supervision; general direction; will serve as; the position; the role;
            journey level; entry level""",
        },
        Topic.DISTINGUISHING: {
            4: """is distinguished from; are distinguished from; is distinguished by;
            differs from; distinguished from the; next higher; next lower; lower level class;
            higher level class; single position class; entry level class; journey level class;
            lead level; class in the series; in this series; of the series; flexibly staffed;
            single incumbent""",
        },
        Topic.RECEIVED: {
            2.6: """the supervisor; your supervisor; spot checks; work in progress is reviewed;
            reviews completed work for; completed work for compliance; reviewed for; is reviewed
            by; reviewed upon completion; work assignments are; assignments are received;
            assigns work in terms; work is assigned; assigned in general terms; considerable
            latitude; wide latitude; minimal supervision; limited supervision; under close
            supervision of; under direct supervision of; under general supervision of; under
            supervision of; periodic reviews from; general guidance; under the general
            supervision of; performs duties under""",
            2.5: """reports to; reports directly; reporting to; general direction from;
            direct supervision from; receives general; receives direct; receives direction;
            works under; direction is provided; general supervision from; work is reviewed;
            supervision from; under the close supervision""",
        },
        Topic.EXERCISED: {
            2.6: """there is no direct supervision; no direct supervision; has no supervisory; does
            not supervise; no supervisory responsibility; no supervisory responsibilities;
            supervises no; nobody reports to; no staff; no direct reports; day to day direction;
            direct supervision of staff; number of employees supervised""",
            2.5: """direct supervision over; supervision over; exercises direct;
            functional supervision; direct reports; supervise staff; lead direction over; fte;
            ftes; directly managed; indirectly managed""",
        },
        Topic.EMPLOYER: {
            2.5: """our mission; our team; our values; our community; our people;
            our organization; our vision; our organisation; join our; join us; we believe;
            we are a; we're a; we have; our employees; our work; we are proud; great place;
            quality of life; population of; we are committed; our culture; residents;
            we offer; we serve; dedicated to; who we are; core values; best places; we strive;
            is home to; is located; square miles; a career with; be part of; world class;
            is one of the; is committed to; our residents; our citizens; the mission of;
            core value; we work; we embrace; our department; make a difference; our city;
            our county; our services; career opportunity; exciting opportunity;
            great opportunity; founded""",
            1: """we; our; us; mission; vision; values; community; opportunity; exciting;
            diverse; proud""",
        },
        Topic.BENEFITS: {
            4.5: """benefits package; comprehensive benefits; comprehensive benefits package;
            benefit package; employee benefits; range of benefits; health benefits""",
            3: """health insurance; medical insurance; dental; paid holidays; sick leave;
            vacation; retirement plan; retirement system; pension; life insurance;
            deferred compensation; 401 k; 401k; 457; 403 b; tuition; flexible spending;
            employee assistance program; annual leave; paid time off; pto; paid leave;
            disability insurance; long term disability; short term disability;
            benefits include; health care; paid vacation; wellness program; loan forgiveness;
            insurance coverage; retirement benefits; health plan; thrift savings; 401 a;
            cafeteria plan; parental leave; gym; premiums; longevity; direct deposit;
            floating holidays; pension scheme; benefits; days holiday; accruals;
            enrollment; employer contribution""",
            1: """insurance; retirement; leave; holidays; coverage; plan; plans; medical;
            vision; accrue""",
        },
        Topic.APPLICATION: {
            3.1: """who may apply; may apply; must apply; eligible to apply; status candidates;
             merit promotion; merit staffing; excepted service; career transition;
            ictap; ctap; sf 50; sf50; sf 15; dd 214; dd214; official transcript; unofficial
            transcript; copy of your; legible copy; must submit a; must submit an; must submit the;
            must submit your; must submit official; your resume must; in your resume; on your
            resume; identify in their; application and resume; complete the online; online
            questionnaire; assessment questionnaire; application fee; filing fee; non refundable;
            will be accepted; considered for; for consideration; before the closing; on the
            closing; by the closing; until the position; 11 59; 11 59 p.m; future vacancies; other
            vacancies; additional positions; this recruitment; current vacancies; this vacancy;
            current and future; job advertisements; visa sponsorship; informal discussion; informal
            chat; we look forward; how you meet; demonstrate how; your statement; personal
            statement; supporting statement; covering letter; from month year; hours per week you
            worked; claiming; derived preference; noncompetitive""",
            4.5: "click here; please click",
            3: """apply online; to apply; how to apply; cover letter; closing date;
            your application; this application; online application; application form;
            supplemental questionnaire; application packet; applications received;
            application materials; resume; resumes; for more information; applicants must;
            submit an application; late applications; incomplete applications;
            human resources office; curriculum vitae; deadline; until filled;
            will be contacted; please contact; please visit; please apply; please submit;
            if you have questions; apply now; job announcement; application deadline;
            job posting; announcement; application; please note;
            please attach; email notifications; by email; application process;
            encouraged to apply; phone number; visit our; open until; posting; transcripts;
            supplemental questions; your resume; website; view the; email; linkedin;
            job alerts; vacancies may; this recruitment; additional vacancies; apply""",
            1.5: "please; notified; may result in; must provide; disqualification",
            3.2: "will not be considered; qualification determinations; not be accepted",
            1: """applicant; applicants; submit; submitted; click; applications; attached;
            link; candidates""",
        },
        Topic.SELECTION: {
            3.1: """at interview; interview stage; invited to interview; assessment centre;
            assessment center; pass or fail; be scored; scored; final score; written exam; oral
            examination; practical examination; performance examination; competitive examination;
            open competitive; promotional examination; continuous testing; training and experience
            evaluation; evaluation of training; resulting list;  hiring panel;
            subject matter expert review; veterans' preference; veterans points; preference points;
            preference eligible; veterans' preference points; disabled veteran; best qualified
            category; will be placed in; minimum passing; not be disqualified; not automatically
            disqualify; not an automatic; not necessarily disqualify; individualized assessment;
            fair chance; nature of the offense;  convictions will; only those;
            only candidates; only applicants""",
            3: """selection process; eligible list; examination; oral interview;
            written examination; interview process; panel interview; interview panel;
            will be invited; most qualified; be evaluated; will be evaluated; be screened;
            structured interview; oral board; oral exam; passing score; minimum score;
            employment list; eligibility list; hiring process; weighted; applicant pool;
            veterans preference; veteran's preference; probationary period; probation; ranked;
            rating; skills assessment; interviews; selection interview; assessed; shortlist;
            sift; reference checks; category rating; best qualified; be rated;
            supplemental responses; hiring manager; competitive process; we'll assess;
            reserve list""",
            1.5: """pre employment; conditional offer; job offer; offer of employment;
            contingent upon""",
            1: """interview; screening; screened; assessment; test; tests; scores; score;
            evaluated; evaluation; hire""",
        },
        Topic.EQUAL: {
            4: """equal opportunity; equal employment; regardless of race; without regard to;
            race color; color race; sexual orientation; national origin; gender identity;
            does not discriminate; reasonable accommodation; reasonable accommodations;
            discriminate; discrimination; protected veteran; individuals with disabilities;
            qualified individuals; people with disabilities; persons with disabilities;
            americans with disabilities; marital status; religion; affirmative action;
            accommodation request; genetic information; disabled; protected by law; eeo;
            underrepresented groups; disability confident; ethnicity;
            persons with a disability; indigenous; visible minorities; equality act;
            disabilities to perform; require accommodation; diverse workforce;
            diversity and inclusion; inclusive workplace""",
            1: """disability; veteran; veterans; diversity; inclusion; gender; ancestry;
            inclusive; equity""",
        },
        Topic.NOTICE: {
            4.1: """hiring agency; identified and included by; may be identified and included;
            with more supervision and guidance; not an essential part; not an essential; also be
            performed by other; guidelines are generally; may be assessed at a later date;
            assessed at a later date; applied or assessed; limited to the information; if a
            candidate believes; special consideration; not intended as; is not intended; not
            intended to; are not intended; not an exhaustive; not exhaustive; not an all
            inclusive; not all inclusive; not to be construed; should not be construed; shall
            not be construed; not be interpreted; not be considered; illustrative only;
            illustrative purposes; for illustrative purposes; typical examples of the work; is
            representative of; are representative of; representative examples; merely a summary;
            general summary; only a summary; does not exclude; do not exclude; does not limit;
            not limit the; may not perform all; not every position; not all duties; not all
            positions; not all tasks; any single position; single position; duties not listed;
            duties not mentioned; not specifically listed; not spelled out; duties may vary; may
            vary from; will vary; vary depending; vary based on; may differ; may change; may
            change at; may be modified; may be amended; may be revised; may be updated; subject
            to amendment; subject to revision; subject to modification; amend it; amend this;
            reserve the right; retains the right; right to change; right to modify; right to
            revise; right to assign; right to amend; not a contract; a contract between;
            constitute a contract; constitute an employment; nothing in this; the omission of;
            omission of specific; specific statements of duties; if the work is similar; logical
            assignment; logical part; of a similar nature; at the time it was; at the time of
            writing; date of preparation; drawn up; without changing the general character;
            level of responsibility entailed; are developmental; more developmental; full
            performance level of this position; of a more limited scope; individuals classified;
            employees so classified; employees classified; assigned to this classification; in
            this classification; all job duties; responsibilities duties and skills; duties
            responsibilities and skills; general nature; nature and level; level of work being;
            level of work performed; job analysis; subject matter experts; position description
            questionnaire; essential functions of specific; enable individuals; enable
            qualified; qualified individual with; may be made to enable; made to enable; will be
            evaluated on an individual basis; evaluated on an individual; on a case by case;
            case by case basis; recruitment guidelines; is defined as; defined as having; are
            required for initial; initial consideration; does not have an education; has no
            education requirement; no education requirement; no substitution of; this
            specification; was developed by; developed by the""",
            7: "at will employee; at will employment; at will employees",
            4: """not intended to be; all inclusive; exhaustive list; exhaustive;
            reserves the right; employment contract; contract of employment; at will;
            subject to change; does not constitute; disaster service; job description is;
            class specification; class specifications; is not designed; comprehensive listing;
            may be changed; emergency service worker; implied contract;
            representative of those; not be construed; be construed; intended to describe;
            intended as; descriptive list; general nature and level; loyalty oath; e verify;
            drug free; merit system; political activities; the requirements listed;
            successfully perform; change at any time; civil service rules;
            unclassified service; without notice; as a complete; collective bargaining;
            necessarily; modified at any time; subject to possible modification;
            statements are intended""",
        },
        Topic.PAY: {
            3: """per hour; per year; per annum; annually; hourly; per month; biweekly;
            salary; monthly; commensurate with; salary range; pay range; hiring range;
            starting pay; pay grade; salary grade; pay band; step 1; pay rate;
            depending on experience; locality pay; base pay; base salary; per week; stipend;
            compensation""",
            1.5: "$; £; €; wage; wages; pay; differential",
        },
    }
)

_REGULAR_VERBS = word_set(
    """add allot ambulate bag bake bathe bend block blow bolt bond bottle box brush build bury
    calm cast chart chase chip chlorinate chop clip comb conclude contrast cross cruise cut
    decorate defrost deep deposit detain discharge disinfect dismantle dredge dress dump dust
    dye edge empty encode enrich erect excise fasten feed fertilize fight fold foresee frame
    garden glue grade grease greet grind groom hang haul hoist honor hook incubate indicate
    infuse inoculate insert intake iron jackhammer keypunch knock launder layout light lobby
    loosen lower mail mend metre microfilm milk mop mulch nail nurse operate page paint
    palletize park paste patch peel penalize plane plaster plug plumb polish portion pour
    preheat prime prohibit propagate pursue rake ramp rebuild recalculate reclaim recondition
    reconstruct redact refill refinish refuel register reimburse reload remind reorder repaint
    rephrase reposition research resurface retest rewire rinse roll rope sand saw scrape scrub
    seed serve shape shave shelve shift shred sift skim slice smooth soak solder sow splice
    spot squeegee stack stamp staple stencil sterilize stir strap strip surface suture swab
    tack tape taste tell tighten tile till tip top tow train transplant trench tune unclog
    unpack unwrap varnish walk warm wax weed whip winterize wipe witness word zero adopt affix
    answer archive attest chauffeur co-chair cosign co-sign dictate disassemble double-check
    estimate facilitate interact liaison mobilise normalize onboard outreach perform practise
    publicise recognise rectify repurpose requisition retrieve roster sustain telephone
    timetable underwrite voice wash accept access accomplish accompany account acquire act
    adapt address adhere adjust administer adopt advance advertise advise advocate align
    allocate alert analyze analyse announce answer anticipate appear apply appoint appraise
    approve arbitrate arrange articulate ascertain assemble assess assign assist assume assure
    attend attract audit augment author authorize authorise automate award balance backup bill
    brief broker budget calculate calibrate call canvass capture care carry cash catalog
    categorize certify chair champion change check circulate cite clarify classify clean clear
    close coach code collaborate collate collect combine command comment commission
    communicate compare compile complete comply compose compute conceive conceptualize conduct
    confer configure confirm consider consolidate construct consult contact contract
    contribute control convene convert convey cook cooperate coordinate co-ordinate copy
    correct correspond counsel count craft create cultivate curate customize debug decide
    defend define delegate deliver demonstrate deploy describe design detect determine develop
    devise diagnose digitize direct disburse disclose discuss dispatch dispense dispose
    disseminate distribute diversify document draft drive drill earn edit educate elicit embed
    embody employ empower enable encourage enforce engage engineer enhance enroll enrol ensure
    enter enlist escort establish estimate evaluate examine exchange execute exercise expand
    expedite explain explore express extend extract fabricate facilitate familiarize field
    figure file fill finalize fix flag follow forecast format formulate foster fulfil fulfill
    fund furnish gather generate govern grade grant greet guard guide handle help hire host
    identify illustrate implement improve incorporate increase index influence inform initiate
    innovate input inspect inspire install instill institute instruct integrate interact
    interface interpret intervene interview introduce inventory investigate invite invoice
    involve issue iterate join judge justify keep key label launch lead learn lend level
    leverage liaise line list listen load loan locate lock log lubricate maintain manage
    manipulate manufacture map market match maximize measure mediate mentor merge minimise
    minimize mitigate mobilize model moderate modify monitor motivate mount move mow navigate
    negotiate network notify nurture observe obtain offer open operate optimize optimise
    orchestrate order organize organise orient originate outline overhaul oversee own pack
    paint participate partner patrol pay perform permit persuade photograph pick pilot place
    plan plant plow post practice practise prepare prescribe present preserve preside press
    prevent print prioritize prioritise process procure produce program proctor program
    project promote prompt proof proofread propose prosecute protect provide publicise
    publicize publish pull purchase pursue push qualify query question raise rate read rebuild
    recall receive recognize recognise recommend reconcile record recruit redesign reduce
    refer refine register regulate reinforce relate relay release relocate remain remove
    render renew repair replace replenish reply report represent request requisition research
    resolve respond restock restore restrict retain retrieve return reveal review revise
    rotate route run sample scan schedule scope score screen search secure seek segregate
    select sell send separate serve service set settle shape share ship shovel sign simplify
    solicit solve sort source specify spearhead spray staff standardize start steer stimulate
    stock store strategize streamline strengthen structure study submit substitute suggest
    summarize summarise supervise supply support survey sustain synthesize tabulate tailor
    take target teach tend test testify track trace train transcribe transact transfer
    transform translate transmit transport treat triage trim troubleshoot tune tutor type
    uncover undertake understand unload update upgrade uphold use utilise utilize validate
    value verify view visit visualize volunteer warn wash watch water weigh welcome weld work
    write abide abstract administer aid allow arrest assay assemble back bid build champion
    contribute co-lead colead compel confront consent consign dig direct divert drive elevate
    embrace evict evaluate excavate explain feed fingerprint fit fly forward freeze gain get
    give grade grow harvest hear hold impound incite inject interrogate intubate irrigate
    issue justify lay lift make marshal meet mix obtain offer operate pave prune pump quote
    rake reach rehabilitate replicate rescue respond retrofit ride role safeguard sand
    sanitize scout seal serve sew sketch spread stage stay stop stripe subpoena sweep swim tag
    tell test tow trap treat turn unlock vaccinate vacuum wire wrap zone proactively instil
    liase balances operationalize upload download populate"""
) - {
    "role",
    "proactively",
    "balances",
    "level",
    "line",
    "value",
    "deep",
    "light",
    "top",
    "zero",
    "surface",
    "metre",
    "plane",
    "word",
    "nurse",
    "double-check",
    "co-chair",
    "co-sign",
    "outreach",
    "layout",
    "intake",
}

_DOUBLING = word_set(
    """plan run set get stop program map plot prefer refer ship step submit tag scan log drop
    fit dig swim trim trap commit control format transfer debug input wrap cut mop chop clip
    stir skim slip hop tip tap zap grip strip drip"""
)


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _gerund(verb: str) -> str:
    if verb in _DOUBLING:
        return f"{verb}{verb[-1]}ing"
    if verb.endswith("e") and not verb.endswith(("ee", "oe")):
        return verb[:-1] + "ing"
    return verb + "ing"


def _verbs() -> dict[str, Shape]:
    forms: dict[str, Shape] = {}
    for verb in _REGULAR_VERBS:
        forms[_gerund(verb)] = Shape.GERUND
        forms[_third(verb)] = Shape.THIRD
    for verb in _REGULAR_VERBS:
        forms[verb] = Shape.BASE
    del forms["following"]
    for extra in "programing labelling travelling modelling counselling co-ordinating".split():
        forms[extra] = Shape.GERUND
    return forms


_LABEL_TEXTS: dict[LabelKind, str] = {
    Label.TITLE: """title; job title; position title; class title; role title; post title;
    role; classification title; working title; post; position; classification;
    position designation; official title; internal title; job name; designation;
    name of position; job; opening; title of position; civil service title; occupation title;
    functional title; payroll title""",
    Label.CODE: """class code; job code; classification code; class number; class no; code;
    job class; class spec; class id; position code; title code; spec number;
    occupational code; occ code; class specification number; job class code;
    national occupation code; noc; noc code; series; classification number;
    position classification code; job classification code; jcn""",
    Label.GRADE: """grade; pay grade; salary grade; level; grade code; classification level;
    group and level; pay band; band; grade level; series and grade; salary group; pay range;
    salary band; range; position classification; pay level; salary level; job grade;
    series & grade; wage grade; job level; class grade; salary range number;
    compensation grade; pay scale & grade; schedule; pay plan""",
    Label.PAY: """salary; pay; salary range; wage; compensation; rate of pay; hourly rate;
    annual salary; starting salary; hiring range; pay rate; wage range; hourly wage;
    remuneration; salaries; hourly; annually; monthly salary; base salary; starting pay;
    salary details; hiring salary; annual salary range; hourly range; monthly; pay scale;
    minimum salary; maximum salary; salary minimum; salary maximum; salary hourly;
    proposed salary range; step 1; compensation range; wage rate; anticipated hiring range;
    monthly range; full salary range; salary scale; recruitment salary; annual; biweekly;
    bi weekly; starting rate; hourly pay; salary grade range""",
    Label.UNIT: """bargaining unit; union; union affiliation; union code; union eligibility;
    union status; bu; unit; bargaining group; collective agreement; employee group;
    labor agreement; representation; union representation; bargaining agreement; award;
    enterprise agreement; union group; labor unit""",
    Label.GROUP: """occupational group; job family; occupational category; job group;
    occupational family; job category; family; category; eeo category; eeo code; eeo;
    eeo job category; occupational area; occupational series; eeo4 code; eeo 4 category;
    job function; career group; class family; profession; compensation group""",
    Label.REVISED: """revised; date revised; last revised; revision date; revised date;
    last updated; updated; date updated; reviewed; revision; rev; last reviewed; date reviewed""",
    Label.EFFECTIVE: """effective; effective date; date effective; approved; approval date;
    date approved; date""",
    Label.ESTABLISHED: """established; date established; adopted; date adopted; created;
    date created; class established""",
    DetailKind.EMPLOYER: """name of employer; employer name; hiring organization; hiring
    organisation; organization name; organisation name; company name; hiring authority; hiring
    department; recruiting agency; local authority; public body; employing agency; employing
    authority; employing organisation; employing department; name of organization; name of
    organisation; name of agency; posting agency; contracting agency; state agency; employer
    agency; employer; agency; organisation; organization; company; ministry; council;
    authority; agency name; hiring agency; jurisdiction; appointing authority; area of
    government; business; department agency; institution; city; county; state""",
    DetailKind.DEPARTMENT: """department; dept; directorate; department name; service; bureau;
    office; department section; directorate service area; department division;
    division department; faculty; portfolio; service area; department agency;
    agency department""",
    DetailKind.DIVISION: """division; section; branch; unit name; team; program;
    division section; sub division; postholder section; service section; group; work unit;
    directorate division; business unit; region""",
    DetailKind.LOCATION: """location; location of job; location of post; location of position;
    job location; work location; duty station; city; duty location; place of work; site;
    location s; duty locations; based at; address; work site; primary location; locations;
    base; position location; geographic location; facility; workplace; work address;
    job location city""",
    DetailKind.REPORTS_TO: """reports to; supervisor; reporting to; responsible to; manager;
    immediate supervisor; line manager; supervisor title; reports; accountable to;
    position reports to; report to; supervised by; supervisor position title; supervising;
    direct report; title of supervisor; hiring manager""",
    DetailKind.POSTING_NUMBER: """job number; posting number; requisition number;
    announcement number; job id; position number; reference; reference number; requisition id;
    vacancy id; job announcement number; recruitment number; job posting number; req id;
    job opening id; announcement; exam number; job ref; competition number; competition;
    vacancy number; control number; position id; requisition; ref; job requisition;
    recruitment; posting id; job reference; jobbing number; selection process number;
    jo number; position no; exam code; reference no; vacancy reference; post number;
    post reference; job no; posting no; pin; vacancy announcement number; id""",
    DetailKind.POSTED: """date posted; posted; posting date; opening date; issue date;
    published; date issued; date of issue; posted date; publication date; job posted;
    date opened; posted on""",
    DetailKind.OPENS: """opening date; open date; opens; filing begins; opened;
    posting start date; start of filing; open period; open and closing dates;
    opening and closing period; filing period; opening;
    application period; posting period""",
    DetailKind.CLOSES: """closing date; close date; closes; deadline; application deadline;
    filing deadline; final filing date; posting end date; closing; last day to apply;
    apply by; expires; expiration date; final filing; application closing date;
    applications close; closing date time; closing time; posting closes; bid close date;
    review date; deadline to apply; application due date; first review date""",
    DetailKind.EMPLOYMENT_TYPE: """job type; employment type; employment status;
    appointment type; position type; type of employment; type; status; contract type;
    full part time; employment category; job status; type of appointment; tenure;
    full time part time; regular temporary; time type; type of position; contract; job term;
    position status; term; permanent temporary; employee type; civil service status;
    full or part time; work type; duration; length of contract; appointment; employee status;
    job class type""",
    DetailKind.EXEMPT_STATUS: """flsa; flsa status; exempt status; flsa code; overtime status;
    flsa exempt; exempt; exemption status; overtime eligible; overtime eligibility;
    flsa designation; flsa classification; fair labor standards act; overtime code;
    civil service; exempt non exempt; exempt nonexempt; exemption""",
    DetailKind.WORK_SCHEDULE: """hours; schedule; work schedule; shift; hours of work;
    work hours; weekly hours; hours per week; working hours; standard hours; work shift; days;
    work days; scheduled hours; working pattern; fte; typical schedule; working days;
    hours week; shift hours; work week; days off; days worked; work hours days""",
    DetailKind.VACANCIES: """vacancies; number of vacancies; number of openings; openings;
    positions available; no of vacancies; number of positions; positions; no of positions;
    job openings; number of posts""",
    DetailKind.TRAVEL: """travel; travel required; travel requirement; travel percentage;
    travel requirements""",
    DetailKind.CLEARANCE: """clearance level; position sensitivity; security level;
    sensitivity; position sensitivity and risk; public trust; risk level;
    security requirement; security""",
    DetailKind.CONTACT: """contact; contact name; contact person; contact information;
    contact email; email; phone; telephone; recruiter; department contact information;
    department contact; contact phone; fax; hr contact; human resources contact;
    agency contact; analyst; contact details; recruiter email; website""",
    DetailKind.OTHER: """who may apply; promotion potential; supervisory status; relocation;
    telework; telework eligible; remote; relocation expenses; workers compensation code;
    workers comp code; work comp code; physical class; probationary period; probation period;
    approved by; prepared by; date prepared; revised by; bonding; medical code; supervisory;
    language requirements; linguistic profile; language; current status; applications;
    open to; download; direct ftes; staff; salaries and o & m; non salary; budget;
    essential employee; emergency essential; safety sensitive; position fund; funding source;
    fund; driving required; incumbent; name; employee name; physical demand rating;
    job profile; work area; remote work; screening status; drug screen; ada; approval; page;
    subject; version; background level; medical group; supervises; supervision;
    direct reports; hybrid; eligible; background; senior executive; posting type;
    posting status; visa; drug screening; financial disclosure; service; nature of position;
    position summary code; conflict of interest; bilingual; announcement type; exam type;
    examination type; list type; recruitment type; job posting type""",
}
_LABELS: dict[str, LabelKind] = {
    phrase: kind for kind, text in _LABEL_TEXTS.items() for phrase in phrases(text)
}
_LABELS.update(
    {
        "classification": Label.TITLE,
        "responsible for": DetailKind.OTHER,
        "accountable for": DetailKind.OTHER,
        "department": DetailKind.DEPARTMENT,
        "opening date": DetailKind.OPENS,
        "city": DetailKind.LOCATION,
        "pay range": Label.PAY,
        "range": Label.GRADE,
        "position classification": Label.GRADE,
    }
)
for _phrase in (
    "education",
    "experience",
    "supervision",
    "background",
    "background check",
    "drug test",
):
    _LABELS.pop(_phrase, None)

ENGLISH = Lexicon(
    language="en",
    function_words=word_set(
        "the of and to in for a is with as be or by on that are an from this will at their not have"
    ),
    headings=_HEADINGS,
    fillers=_FILLERS,
    essential=word_set("essential"),
    secondary=word_set("marginal non-essential nonessential secondary peripheral"),
    preferred=word_set(
        """preferred preferably desirable desired desirables asset assets bonus ideal ideally
        nice plus"""
        " advantageous preference advantage optional favorable"
    ),
    required=word_set("required essential minimum mandatory must require requires requirement"),
    openings=_OPENINGS,
    leads=_LEADS,
    qualities=_QUALITIES,
    mentions=_MENTIONS,
    verbs=_verbs(),
    labels=_LABELS,
    second_person=word_set("you you'll you're you've your"),
    year_words=word_set("year years yrs yr year's years' months month"),
    experience_words=word_set(
        "experience experienced work employment practice background expertise"
    ),
    number_words=word_set(
        "one two three four five six seven eight nine ten twelve several minimum least"
    ),
    experience_nouns=word_set("experience"),
    ability_words=word_set("ability able willingness willing availability available capacity"),
    people_words=word_set("candidate candidates applicant applicants individual individuals"),
    obtaining=word_set("obtain possess maintain pass acquire meet qualify secure get attain hold"),
    status_words=word_set(
        "full part time exempt non permanent temporary regular seasonal casual days nights evenings"
        " contract intermittent hourly salaried fulltime limited term internship"
    ),
    question_words=word_set("questionnaire questions question"),
    articles=word_set("a an the"),
    asking=word_set("list describe indicate explain state give identify show summarize outline"),
    question_openers=word_set("what which who whom why with does do is are"),
    after_verbs=word_set(
        "the a an and or all any with to on in for as by from up out their its other"
    ),
    level_words=word_set("level proficiency"),
    answers=word_set("yes no other none n/a true false"),
    generic_titles=frozenset(
        phrases(
            """job description; position description; class specification; job posting;
            job announcement; role description; role profile; job profile;
            person specification; class description; job specification;
            classification specification; position announcement; vacancy announcement;
            employment opportunity; job opportunity; career opportunity; job details;
            position details; classification description; description; job title;
            introduction; statement of duties; position profile; role statement; job summary;
            duty statement; job bulletin; welcome; class specification bulletin;
            employment opportunities; recruitment announcement; summary;
            classification standard; job analysis; statement of merit criteria;
            work description; position questionnaire; human resources;
            human resources department; notice of vacancy"""
        )
    ),
    institutions=word_set(
        "county city state town village department office government university college district"
        " council ministry board commission authority agency division borough school annex appendix"
        " attachment schedule page specifications positions classification commonwealth province"
        " shire municipality bureau court"
    ),
    role_nouns=word_set(
        "clerk aide chief head lead staff nurse attorney counsel secretary guard judge deputy"
        " apprentice intern trainee fellow mechanic hand foreman watchman associate representative"
        " executive advocate custodian librarian physician lawyer dispatcher professional teacher"
        " coach captain sergeant lieutenant cook driver pilot expert generalist agent page marshal"
        " architect scientist superintendent president partner caretaker welder temp"
    ),
    role_endings=("er", "or", "ist", "ian", "ant", "yst", "man", "ent", "eer"),
    stem_tails=word_set("following include includes including below by"),
    containers=frozenset(
        phrases(
            """effort; intellectual effort; physical effort; sustained attention;
            responsibility; psychological emotional effort; essential qualifications;
            asset qualifications; organizational needs; operational requirements;
            conditions of employment; personal suitability; personal attributes;
            abilities and skills; technical skills; soft skills; other requirements;
            certifications; licenses; merit criteria; official languages;
            language requirements; description of duties; duties; responsibilities;
            requirements; qualifications; benefits; skills; knowledge; abilities;
            competencies; salary; schedule; summary; job summary; position summary; education;
            experience; required qualifications; preferred qualifications;
            minimum qualifications; essential duties; essential functions; job duties;
            key responsibilities; duties and responsibilities; roles and responsibilities;
            job requirements; job responsibilities; job description; about us; how to apply;
            about you; about the role; the role; required skills; preferred skills;
            definition; working conditions; physical requirements; physical demands;
            work environment; education and experience; licenses and certifications;
            knowledge skills and abilities; what you'll do; what we offer; who you are;
            compensation; supervision received; supervision exercised;
            distinguishing characteristics; examples of duties; purpose; essential; desirable;
            required; preferred; selection process; application process; person specification;
            main duties; key duties; typical duties; examples of work; special requirements;
            minimum requirements; desired qualifications; accountabilities; attributes;
            selection criteria; additional information; overview; position overview"""
        )
    ),
    predicates=word_set("may must is are be requires require shall should has was were"),
    nothing=word_set("nil none n a not applicable na"),
    promising=word_set("will shall you'll"),
    obliging=word_set("must"),
    permitting=word_set("may"),
    stem_ends=word_set("of to in with for and about"),
    purpose_words=word_set("purpose objective"),
    seeking=("seeking", "looking for", "recruiting", "hiring", "search of", "position of"),
    remarks=word_set("note notes disclaimer"),
)
