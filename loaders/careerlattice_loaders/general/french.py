"""French, as Canada's public sector writes it."""

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
            6.05: """description des responsabilités; description de la fonction; description du
            mandat; description sommaire des tâches; sommaire des responsabilités; sommaire des
            tâches; sommaire du mandat; principales activités; principales attributions;
            activités; vos principales responsabilités; vos principales tâches; vos principales
            fonctions; tes principales tâches; tes principales responsabilités; vos mandats; vos
            attributions; ton mandat; tes fonctions; tes mandats; les tâches; les
            responsabilités; les fonctions; tâches reliées au poste; tâches spécifiques; tâches
            essentielles; tâches courantes; tâches quotidiennes; tâches générales; tâches
            particulières; tâches types; tâches à accomplir; tâches habituelles; tâches et
            fonctions; rôle et tâches; rôles et tâches; fonctions caractéristiques; fonctions
            générales; fonctions spécifiques; fonctions types; exemples de fonctions; exemples
            de responsabilités; exemple de tâches; responsabilités générales; responsabilités
            particulières; responsabilités principales du poste; secteurs d'activités; champs de
            responsabilité; champ d'action; champ de responsabilité; domaines de responsabilité;
            obligations; résultats attendus; résultats clés; résultats axés; réalisations
            attendues; attentes; en quoi consiste le poste; en quoi consiste l'emploi; ce que tu
            auras à faire; ce que vous aurez à faire; ce qui vous attend; ce qui t'attend; ton
            quotidien; vos journées; une journée type; une journée typique; votre rôle au
            quotidien; plus précisément; plus spécifiquement; plus particulièrement; dans le
            cadre de vos fonctions; dans ce rôle vous; dans ce poste vous; à ce titre vous; vous
            aurez notamment à; vous serez amené à; tu seras appelé à; tu seras amené à; tu
            participeras; le titulaire du poste devra; le titulaire devra; la personne titulaire
            devra; la personne choisie devra; responsabilités précises; activités clés""",
            6: """ce que tu feras; ce que vous ferez; votre contribution; ta contribution;
            votre quotidien; vous participerez; tâches; tâches et responsabilités;
            responsabilités; principales responsabilités; description des tâches;
            principales tâches; fonctions; principales fonctions; fonctions principales;
            fonctions et responsabilités; attributions; activités principales; activités clés;
            responsabilités principales; tâches principales; sommaire des fonctions;
            vos responsabilités; vos tâches; vos fonctions; ce que vous ferez; vos défis;
            exemples de tâches; rôle et responsabilités; rôles et responsabilités; mandats;
            vous aurez à; votre quotidien; responsabilités spécifiques; votre mandat;
            tes tâches; mandat; devoirs; principaux défis; travaux; attributions principales;
            la personne devra; nature du travail; exemples de travaux; fonctions essentielles;
            tes responsabilités; responsabilités clés; résultats visés; activités; tes défis;
            à ce titre; description de tâches; tu auras à; tu devras; vous serez appelé à;
            vous devrez; responsable de""",
        },
        Topic.COMPETENCIES: {
            6.05: """compétences et qualités; compétences et aptitudes; compétences et
            habiletés; compétences et connaissances; qualités et compétences; qualités et
            aptitudes; qualités et habiletés; qualités professionnelles; qualités essentielles;
            habiletés requises; habiletés recherchées; habiletés et compétences; habiletés
            personnelles; habiletés professionnelles; aptitudes requises; aptitudes recherchées;
            aptitudes et qualités; aptitudes et habiletés; aptitudes et compétences; aptitudes
            personnelles; aptitudes particulières; aptitudes professionnelles; connaissances
            requises; connaissances exigées; connaissances recherchées; connaissances et
            aptitudes; connaissances et capacités; connaissances techniques; connaissances
            informatiques; connaissances pratiques; compétences souhaitées; compétences visées;
            compétences attendues; compétences exigées; compétences fondamentales; compétences
            génériques; compétences transversales; compétences professionnelles; compétences
            personnelles; compétences spécifiques; compétences fonctionnelles; compétences
            organisationnelles; compétences en gestion; compétences de gestion; compétences
            informatiques; compétences linguistiques et techniques; compétences du leadership;
            capacités requises; capacités physiques et mentales; savoir; savoirs; savoirs être;
            savoirs faire; tes forces; vos forces; tes atouts; vos atouts; vos compétences; tes
            compétences; vos qualités; tes qualités; votre savoir être; ton savoir être; valeurs
            et éthique; caractéristiques personnelles; traits de personnalité; profil de
            compétences recherché; tu es; tu te distingues; vous vous distinguez; vous vous
            reconnaissez; tu te reconnais; on te reconnaît; vous êtes reconnu pour""",
            6: """connaissances; compétences; capacités; habiletés; aptitudes;
            qualités personnelles; compétences recherchées; compétences requises;
            qualités recherchées; qualités; savoir être; savoir faire; compétences clés;
            compétences essentielles; compétences techniques; connaissances et compétences;
            compétences comportementales; capacités et compétences;
            connaissances et habiletés; connaissances capacités; compétences en leadership;
            atouts personnels; profil de compétences; compétences relationnelles;
            connaissances particulières; attitudes; qualités requises; habiletés et aptitudes;
            connaissance; capacité; capacité à; capacité de""",
            4: """profil recherché; profil; votre profil; ton profil; profil du candidat;
            vous êtes; vous avez; vous possédez; ce que nous recherchons; qui êtes vous;
            candidat idéal; candidate idéale; nous recherchons; ce que vous apportez;
            exigences et compétences; compétence""",
        },
        Topic.QUALIFICATIONS: {
            6.05: """exigences de l'emploi; exigences d'admission; exigences de base; exigences
            du concours; exigences de la fonction; exigences relatives au poste; exigences
            essentielles; exigences obligatoires; exigences requises; exigences académiques;
            exigences d'emploi; exigences et qualifications; qualifications et exigences;
            qualifications minimales; qualifications obligatoires; qualifications souhaitées;
            qualifications recherchées; qualifications et expérience; qualifications
            professionnelles; qualifications liées aux études; conditions d'embauche; conditions
            d'éligibilité; conditions d'accès à l'emploi; conditions préalables; conditions
            obligatoires; conditions minimales; conditions minimales d'admission; conditions
            d'exercice de l'emploi; critères d'admission; critères d'embauche; critères exigés;
            critères obligatoires; critères constituant un atout; critères souhaitables;
            admissibilité au concours; formation requise; formation exigée; formation et
            compétences; formation et certification; formation exigée et expérience; formation
            minimale; formation scolaire; formation professionnelle; expérience requise;
            expérience exigée; expérience pertinente; expérience professionnelle; expérience
            recherchée; expérience souhaitée; expérience et formation; expérience et scolarité;
            études requises; études exigées; études minimales; scolarité requise; scolarité
            exigée; scolarité minimale; niveau d'études; niveau de scolarité; diplôme requis;
            diplômes requis; parcours; votre parcours; ton parcours; votre bagage; ton bagage;
            bagage; permis requis; permis et certifications; permis et licences; certificats et
            permis; certifications requises; attestations requises; cartes requises;
            appartenance à un ordre professionnel; ordre professionnel; exigences en matière de
            sécurité; exigences de sécurité; vérification de sécurité; vérifications préalables;
            vérification des antécédents; enquête de sécurité; cote de sécurité; connaissance
            des langues; connaissances linguistiques; profil linguistique; compétences
            linguistiques; exigences en matière de langue; langue de travail; citoyenneté; lieu
            de résidence; équivalence et substitution; compensation; règle de compensation; sont
            considérés comme des atouts; constitue un atout; constituent un atout; considéré
            comme un atout; considérés comme un atout; qualifications considérées comme un
            atout; serait un atout""",
            6: """certifications; exigences; qualifications; qualifications essentielles;
            exigences du poste; études; scolarité; formation; expérience;
            formation et expérience; études et expérience; scolarité et expérience;
            qualifications requises; qualifications exigées; conditions d'admission;
            conditions d'accès; critères de mérite; critères d'admissibilité;
            critères de sélection; qualifications constituant un atout; autres qualifications;
            permis; permis et certificats; permis de conduire; certification;
            exigences linguistiques; langues; langue; langues officielles; accréditation;
            accréditations; attestations; critères essentiels; critères; diplômes; diplôme;
            études et certification; certificat; certificats; exigence; conditions d'emploi;
            condition d'emploi; attestation de sécurité; exigences normales;
            exigences minimales; exigences particulières; admissibilité;
            conditions d'exercice; exigences et conditions; expérience de travail;
            titres de compétences; formation académique; prérequis; équivalences; équivalence;
            substitution; sécurité et fiabilité; exigences spécifiques""",
            4: """atouts; atout; essentielles; souhaitables; constituant un atout;
            autres exigences; essentiel; autres conditions; conditions;
            besoins de l'organisation; profil exigences""",
        },
        Topic.SUMMARY: {
            6.05: """contexte du poste; contexte de l'emploi; mise en contexte; mission de la
            fonction; mandat général; rôle général; rôle du poste; but de l'emploi; but de la
            fonction; objet du poste; raison d'être du poste; raison d'être de l'emploi;
            responsabilités générales du poste; sommaire de la responsabilité; sommaire du rôle;
            sommaire exécutif; responsabilité générale du poste; profil du poste; profil de
            l'emploi; aperçu; aperçu du rôle; aperçu de l'emploi; le rôle en bref; le poste en
            bref; l'emploi en bref; votre mission; ta mission; présentation du poste; statut et
            définition; définition de l'emploi; définition de la fonction; définition du poste;
            définition de la classe; nature du poste; opportunité; l'opportunité; le mandat en
            bref""",
            6: """mission du poste; mission de l'emploi; sommaire; sommaire du poste;
            sommaire de l'emploi; résumé du poste; résumé; description sommaire; but du poste;
            objectif du poste; aperçu du poste; à propos du poste; définition; raison d'être;
            description du poste; description générale; le poste; nature de la fonction;
            nature de l'emploi; nature et portée;
            résultats axés sur le service à la clientèle; votre rôle; le rôle; rôle; ton rôle;
            contexte; l'emploi; description de l'emploi; la fonction; sommaire de la fonction;
            le défi; responsabilité générale""",
            1: "description; poste; emploi; description de travail; offre d'emploi; affichage",
        },
        Topic.DISTINGUISHING: {6: "caractéristiques distinctives; éléments distinctifs; niveaux"},
        Topic.RECEIVED: {
            6: """supervision reçue; relève de; supérieur immédiat; supérieure immédiate;
            sous l'autorité de; structure organisationnelle; lien hiérarchique;
            liens hiérarchiques; encadrement reçu"""
        },
        Topic.EXERCISED: {6: "supervision exercée; encadrement; personnel supervisé; supervision"},
        Topic.CONDITIONS: {
            7.05: """conditions de travail; environnement de travail; milieu de travail;
            contexte de travail; horaire de travail; horaires de travail; heures de travail;
            lieu de travail; lieux de travail; modalités de travail; organisation du travail;
            mode de travail; exigences opérationnelles; besoins opérationnels; exigences du
            milieu; exigences physiques et environnement; déplacements; effort; efforts; effort
            mental; effort intellectuel; effort psychologique; attention soutenue; conditions
            ambiantes; risques; santé et sécurité; équipements utilisés; outils et équipements;
            disponibilités; disponibilité; particularités; particularités du poste;
            particularités de l'emploi""",
            7: """conditions de travail; milieu de travail; environnement de travail; horaire;
            horaire de travail; heures de travail; lieu de travail; déplacements;
            exigences opérationnelles; besoins opérationnels; conditions particulières; durée;
            modalités de travail; disponibilité""",
        },
        Topic.PHYSICAL: {8: "exigences physiques; efforts physiques; effort physique; effort"},
        Topic.CONTACTS: {6: "relations de travail; communications; contacts; relations"},
        Topic.PAY: {
            6: """salaire; traitement; échelle salariale; rémunération; échelle de traitement;
            taux horaire; salaire et avantages"""
        },
        Topic.DETAILS: {
            6: """détails du poste; renseignements généraux; identification; informations;
            informations générales; identification du poste; titre du poste;
            renseignements sur le poste; en bref"""
        },
        Topic.EMPLOYER: {
            6.05: """qui nous sommes; notre milieu; notre ville; notre municipalité; notre
            ministère; notre organisme; notre raison d'être; notre vision; vision; valeurs; nos
            valeurs et notre mission; notre culture; l'employeur; l'établissement;
            l'environnement; la direction; le service; le milieu; milieu; présentation de
            l'organisation; présentation de l'organisme; présentation de l'entreprise;
            présentation de l'employeur; présentation du ministère; description de
            l'organisation; description de l'entreprise; description de l'employeur; profil de
            l'organisation; profil de l'entreprise; à propos du ministère; à propos de
            l'organisation; à propos de la ville; à propos de l'équipe; à propos du service; à
            propos de l'organisme; à propos de l'employeur; travailler chez nous; travailler à
            la ville; joignez notre équipe; joindre notre équipe; faites partie de l'équipe;
            mission et valeurs; mission vision et valeurs; unité administrative; portrait de
            l'organisation; un mot sur""",
            6: """pourquoi nous choisir; pourquoi travailler pour nous; à propos;
            à propos de nous; qui sommes nous; notre mission; notre équipe; l'organisation;
            l'équipe; l'organisme; la ville; la municipalité; le ministère; l'entreprise;
            nos valeurs; pourquoi nous joindre; notre organisation; joignez vous à nous;
            raison d'être de l'organisation; mission""",
        },
        Topic.BENEFITS: {
            7.05: """ce qu'on t'offre; ce qu'on vous offre; ce que nous t'offrons; ce que l'on
            offre; ce que la ville offre; vos avantages; tes avantages; les avantages; avantages
            offerts; avantages concurrentiels; avantages à travailler; avantages et conditions;
            avantages d'emploi; conditions offertes; conditions et avantages; nous vous offrons;
            nous t'offrons; on t'offre; on vous offre; ce que vous y gagnez; pourquoi postuler;
            pourquoi travailler avec nous; pourquoi travailler chez nous; pourquoi choisir;
            pourquoi venir; qualité de vie; rémunération globale; rémunération et conditions;
            salaire et conditions; salaire et conditions de travail; traitement et avantages;
            traitement et conditions; nos avantages distinctifs""",
            7: """avantages; avantages sociaux; ce que nous offrons; nous offrons;
            nos avantages; on offre; ce que nous vous offrons; conditions avantageuses;
            pourquoi travailler; rémunération et avantages""",
        },
        Topic.APPLICATION: {
            7.05: """modalités de candidature; modalités d'application; modalités; envoi de
            candidature; envoi des candidatures; envoyer votre candidature; dépôt de votre
            candidature; déposer votre candidature; soumettre votre candidature; soumettre sa
            candidature; soumettre une candidature; transmission des candidatures; transmission
            de la candidature; faire acte de candidature; documents requis; documents exigés;
            documents à fournir; documents à joindre; dossier de candidature; mise en
            candidature; intéressé; intéressée; vous êtes intéressé; tu es intéressé; ça
            t'intéresse; le poste vous intéresse; ce poste vous intéresse; prêt à postuler; date
            limite d'inscription; date limite pour postuler; inscriptions; pour s'inscrire; pour
            plus d'information; pour information; pour plus de renseignements; pour nous
            contacter; nous contacter; contactez nous; qui peut postuler; personnes admissibles;
            zone de sélection; informations complémentaires; renseignements complémentaires;
            questions; question; où postuler; quand postuler""",
            3: """renseignements supplémentaires; autres renseignements;
            informations supplémentaires; remarques""",
            7: """pour postuler; comment postuler; postuler; inscription;
            période d'inscription; dépôt de candidature; candidature; candidatures;
            pour soumettre; date limite; modalités d'inscription; personnes ressources;
            personne ressource; comment poser sa candidature; date de clôture; coordonnées;
            renseignements; pour nous joindre; période d'affichage; dépôt des candidatures;
            soumettre; contact; envoi""",
        },
        Topic.SELECTION: {
            7.05: """étapes du processus; étapes de sélection; étapes à venir; prochaines
            étapes; déroulement du processus; moyens d'évaluation; mode d'évaluation; modes
            d'évaluation; tests; entrevues; entrevue; sélection; banque de candidatures; banque
            de candidats; bassin de candidats; réserve de candidatures; constitution d'une
            banque; vérifications; processus d'évaluation; calendrier; échéancier""",
            7: """processus de sélection; procédure de sélection; évaluation;
            processus de dotation; examen; processus de recrutement; étapes;
            méthodes d'évaluation; période de probation; procédure d'évaluation""",
        },
        Topic.EQUAL: {
            7.05: """égalité en emploi; programme d'accès à l'égalité en emploi; équité et
            diversité; diversité et inclusion; équité en emploi; équité; engagement envers la
            diversité; notre engagement; déclaration d'équité; diversité équité et inclusion;
            énoncé sur la diversité; accommodement; accommodements; accommodements raisonnables;
            adaptation; mesures d'accommodement; discrimination positive""",
            7: """équité en matière d'emploi; égalité des chances; accès à l'égalité;
            accessibilité; diversité; équité diversité et inclusion;
            programme d'accès à l'égalité; mesures d'adaptation; inclusion""",
        },
        Topic.NOTICE: {
            7.05: """note importante; notes importantes; avis important; précisions; précision;
            à noter; veuillez noter; nota bene; avertissement; clause; clause de non
            responsabilité; historique; date d'approbation; approuvé par; confidentialité;
            protection des renseignements personnels; préavis; préférence accordée; préférence
            aux anciens combattants""",
            3: "note; notes",
            7: "avis; préférence; remarque; remarque importante; mention; signatures; approbation",
        },
    }
)

_FILLERS = word_set(
    """base habituelles habituels liste descriptif professionnelle professionnelles le la les
    l de du des d un une et ou à au aux en dans pour par sur avec ce cette ces votre vos notre
    nos son sa ses principal principale principaux principales requis requise requises requis
    général générale générales autres autre suivant suivante suivants suivantes comme suit
    sont est être poste emploi titulaire du de la personne exigé exigée exigées exigés
    souhaité souhaitée recherché recherchée recherchées recherchés reliées reliés liées liés
    qui que nous vous tu typiques essentielles essentiels spécifiques particulières clés
    sommaire description classe niveau"""
)

_OPENINGS = PhraseBook(
    {
        Topic.COMPETENCIES: {
            4.9: """bonne connaissance; bonnes connaissances; excellente connaissance;
            excellente maîtrise; bonne maîtrise; très bonne; très bonne connaissance;
            connaissance approfondie; connaissances approfondies; connaissance pratique; solide
            connaissance; solides connaissances; maîtrise de; maîtrise des; maîtrise de la;
            maîtrise de l'orthographe; maîtrise des outils; maîtrise des logiciels; avoir de
            l'entregent; avoir le sens; avoir un esprit; avoir l'esprit; avoir de bonnes; avoir
            d'excellentes; avoir la capacité; avoir une facilité; avoir des aptitudes; avoir du
            leadership; avoir de la; faire preuve d'initiative; faire preuve d'autonomie; faire
            preuve de; faire preuve d'un; faire preuve d'une; être capable; être à l'aise; être
            autonome; être organisé; être responsable; être dynamique; être fiable; être
            ponctuel; être polyvalent; être orienté; être doté; être habile; être reconnu;
            posséder de bonnes; posséder une bonne; posséder d'excellentes; posséder un bon;
            posséder un sens; posséder des habiletés; posséder des aptitudes; posséder de
            fortes; posséder un excellent; posséder une excellente; posséder une grande;
            démontrer de; démontrer une; démontrer un; démontrer des; aimer; aimer travailler;
            aime; agilité; altruisme; ambition; assiduité; audace; bienveillance; bon jugement;
            bonne humeur; capacité d'adaptation; collaboration; collaborateur; collégialité;
            concentration; confidentialité; conscience professionnelle; cordialité; courage
            managérial; curiosité; curieux; disponibilité et souplesse; efficacité; engagement;
            engagé; enthousiasme; enthousiaste; éthique; expertise; fermeté; force de
            persuasion; gestion des priorités; gestion de stress; gestion du temps; habile;
            habiletés en; habiletés relationnelles; habiletés de; honnêteté; impartialité;
            imagination; influence; ingéniosité; innovation; intelligence émotionnelle; loyauté;
            méthode; méthodique; mobilisateur; mobilisation; motivé; négociation; neutralité;
            objectivité; optimisme; orientation client; orienté; ouverture; ouverture au
            changement; passionné; patience; patient; pédagogie; pensée critique; pensée
            stratégique; persévérance; persuasion; politesse; positif; proactif; proactivité;
            productivité; prudence; réactivité; réceptivité; résilience; résistance au stress;
            résolution de problèmes; respectueux; responsable et; rigoureux; savoir être;
            sensibilité; sérieux; service à la clientèle; sociabilité; sociable; solidarité;
            stabilité émotionnelle; tolérance; transparence; vigilance; vision; vision
            stratégique; vivacité; volonté; vous êtes reconnu; vous faites preuve; vous aimez;
            vous avez le sens; vous savez; vous possédez une bonne; vous maîtrisez; tu es; tu
            aimes; tu as le sens; tu fais preuve; tu maîtrises; tu sais; tu connais; vous
            connaissez""",
            5: """connaissance; connaissances; capacité; capacités; aptitude; aptitudes;
            habileté; habiletés; habilité; compétence; compétences; maîtrise; compréhension;
            facilité; faculté; sens; esprit; souci; autonomie; autonome; jugement; entregent;
            rigueur; initiative; leadership; leadeurship; discrétion; tact; courtoisie;
            polyvalence; débrouillardise; minutie; fiabilité; créativité; dynamisme;
            diplomatie; discernement; adaptabilité; intégrité; flexibilité; souplesse;
            ouverture d'esprit; travail d'équipe; intérêt; un intérêt; passion; communication;
            communiquer efficacement; communications interpersonnelles;
            relations interpersonnelles; motivation; ponctualité; professionnalisme; respect;
            empathie; écoute; à l'aise; aisance; dextérité; capable; apte; connaître; savoir;
            faire preuve; démontrer; orientation vers; gestion du stress; organisé; organisée;
            excellente communication; réflexion; collaborer avec les partenaires;
            promouvoir l'innovation; mobiliser les personnes; créer une vision;
            préserver l'intégrité; obtenir des résultats""",
            3: "bilan; fiable; motivé; dynamique; rigoureux; disponible; être",
        },
        Topic.QUALIFICATIONS: {
            5.4: """détenir; détenir un; détenir une; détenir un diplôme; détient; posséder un
            diplôme; posséder un permis; posséder une expérience; posséder un minimum; posséder
            un baccalauréat; posséder au moins; posséder une voiture; posséder un véhicule;
            avoir un diplôme; avoir une expérience; avoir complété; avoir un permis; avoir au
            moins; avoir de l'expérience; avoir réussi; avoir terminé; avoir un véhicule; avoir
            le droit de travailler; avoir occupé; avoir exercé; avoir travaillé; avoir obtenu;
            avoir 18 ans; être âgé; être âgée; être titulaire; être titulaire d'un; être membre;
            être admissible; être citoyen; être résident; être inscrit; être inscrite; être
            étudiant; être étudiante; être autorisé; être légalement; être bilingue; être
            détenteur; être disponible à suivre; se soumettre; réussir; satisfaire aux;
            satisfaire à une; vous détenez; vous avez un diplôme; vous avez de l'expérience;
            vous avez au moins; vous avez complété; vous possédez un diplôme; vous possédez un
            permis; vous possédez une expérience; vous possédez au moins; vous cumulez; tu
            détiens; tu possèdes un; tu as un diplôme; tu as complété; tu as de l'expérience; tu
            étudies; un diplôme; un baccalauréat; un minimum; un minimum de; un permis; une
            expérience; une formation; une attestation; une maîtrise en; une année; un an; deux
            ans; deux années; trois ans; trois années; cinq ans; cinq années; quatre ans; dix
            ans; minimum de; minimum deux; au moins; au minimum; expérience en; expérience de;
            expérience dans; expérience dans un; expérience du; expérience pertinente;
            expérience significative; expérience minimale; expérience appréciable; expérience à
            titre; expérience comme; expérience professionnelle; attestation d'études;
            attestation de; études collégiales; études en; études secondaires; études
            universitaires; formation universitaire; formation collégiale; formation en;
            formation pertinente; formation reconnue; certificat de; certificat universitaire;
            certificat d'études; baccalauréat en; doctorat en; brevet; licence; habilitation;
            maîtrise universitaire; maîtrise de l'anglais; maîtrise du français; bonne maîtrise
            du français; bilinguisme; anglais fonctionnel; anglais intermédiaire; anglais
            avancé; français avancé; permis d'exercice; permis de conduire valide; permis de
            travail; classe 5; réussite; réussite de; casier judiciaire; aucun antécédent; ne
            pas avoir; absence d'antécédents; preuve de; l'obtention; obtention d'un; toute
            autre combinaison; toute autre formation; toute expérience; une combinaison; une
            équivalence; équivalence de; ou l'équivalent; chaque année de scolarité; les
            candidats sans diplôme""",
            5.5: """diplôme; baccalauréat; maîtrise universitaire; maîtrise en; doctorat; dec;
            d.e.c; dep; d.e.p; aec; des; diplôme d'études; grade universitaire;
            études secondaires; études collégiales; études universitaires;
            études postsecondaires; formation; scolarité; expérience; expérience récente;
            expériences; années d'expérience; permis de conduire; permis; certificat;
            certification; carte; carte asp; membre; membre de; titre; bilingue; bilinguisme;
            français; anglais; maîtrise du français; connaissance du français;
            connaissance de l'anglais; cote de fiabilité; cote de sécurité; attestation;
            citoyen; citoyenneté; vérification; véhicule; un véhicule; équivalence;
            toute combinaison; combinaison; agrément; accréditation; inscription; âgé; âgée;
            études; étudier; secondaire v; titulaire d'un; niveau d'études; antécédents;
            autorisation; étudiant; étudiante; licence""",
        },
        Topic.PHYSICAL: {
            5: "soulever; effort physique; efforts physiques; bonne forme physique; forme physique"
        },
        Topic.CONDITIONS: {
            5: """horaire; travail de soir; travail de fin de semaine; disponibilité;
            déplacements; heures supplémentaires; disposé; disposée; disposé à; consentir;
            accepter de travailler; effectuer des heures; voyager; travail en rotation;
            travailler le soir; travail; disponible; en mesure de voyager; consentement"""
        },
        Topic.RECEIVED: {
            4: """relevant; sous l'autorité; sous la responsabilité; sous la direction;
            sous la supervision; relève; se rapporte"""
        },
        Topic.SUMMARY: {
            3.5: """le titulaire; la titulaire; ce poste; la personne titulaire; la personne;
            le poste; sous; à titre; en tant; l'agent; l'agente; le ou la titulaire;
            relevant du; vous serez; le rôle"""
        },
        Topic.EMPLOYER: {
            3: """nous; notre; joignez; joins; rejoignez; viens; venez; la ville;
            la municipalité; le ministère; située; situé; vous cherchez; vous recherchez;
            tu cherches; envie; faites; l'association; l'organisme; située à"""
        },
        Topic.APPLICATION: {
            4.1: """les personnes qui; toutes les personnes; toute candidature; votre
            candidature; ta candidature; votre curriculum; votre demande; votre lettre; ton cv;
            votre cv; fais parvenir; envoie; fais nous; faites nous; merci de; prière de; si ce
            poste; si ce défi; si tu; si le poste; pour obtenir; pour faire; pour de plus; pour
            être considéré; pour être admissible; afin d'être; une lettre; une copie; un
            curriculum; lettre de présentation; curriculum vitae; copie de; preuve de scolarité;
            les candidatures reçues; nous communiquerons; seules les; seuls les; seulement;
            concours; numéro de concours; aucun accusé; aucune candidature; un accusé; le
            concours; la période; l'affichage; cette offre; la date limite; au plus tard; par
            courriel; par la poste; en ligne; visitez; consultez; cliquez; adressez; la forme;
            l'utilisation du masculin; l'usage du masculin; le générique masculin; dans le
            présent document le masculin; dans ce document""",
            4: """veuillez; postulez; postuler; les personnes intéressées; faire parvenir;
            faites parvenir; pour postuler; soumettez; les candidats; les candidates;
            toute personne; les candidatures; seules; seuls; nous remercions; pour plus;
            si vous; vous devez; date limite; transmettre; envoyez; le genre masculin;
            le masculin; la forme masculine; le curriculum; pour de plus amples;
            les postulants; l'emploi du masculin""",
        },
        Topic.SELECTION: {
            4: """un examen; une entrevue; le processus; processus de sélection; un bassin;
            des tests; les candidats seront; une vérification"""
        },
        Topic.BENEFITS: {
            4.5: """régime; assurance; assurances; vacances; congés; fonds de pension;
            avantages sociaux; reer; programme d'aide; télétravail; gamme; une gamme;
            stationnement; conciliation"""
        },
        Topic.EQUAL: {
            4: """la fonction publique; nous souscrivons; l'employeur souscrit; dans le cadre;
            des mesures d'adaptation; nous invitons; la ville souscrit; un programme d'accès;
            souscrit; conformément; nous valorisons"""
        },
        Topic.NOTICE: {
            4.6: """note; notez; nota; à noter; prenez note; cette énumération; cette liste
            n'est; la présente description; la présente liste; les responsabilités décrites; les
            tâches énumérées; les tâches mentionnées; les éléments mentionnés; ces tâches; les
            énoncés; la description ci; le présent document; le présent affichage; la liste des
            tâches; récente s'entend; récent s'entend; l'expérience récente; une expérience
            récente s'entend; significative s'entend; l'employeur se réserve; la ville se
            réserve; la direction se réserve; le ministère se réserve; l'organisation se
            réserve; on entend par""",
            4.5: """la présente; cette description; les tâches décrites; la préférence;
            cette liste; la description""",
        },
        Topic.PAY: {4: "salaire; $; traitement; taux; échelle; rémunération; selon l'échelle"},
        Topic.DUTIES: {
            3.5: """toutes autres tâches; toute autre tâche; autres tâches; effectuer toute;
            effectue toute; accomplir toute; accomplit toute; responsable; agir; agit;
            gestion; planification; élaboration; coordination; réalisation; préparation;
            rédaction; suivi; mise; supervision; soutien; tenue; production; organisation;
            exécuter; exécution; prestation; analyse; participation; assurer; développement;
            contribution; entretien"""
        },
    }
)

_LEADS = word_set(
    """le la les l un une des de du d et ou à être avoir posséder détenir doit devra détient
    possède avoir avez êtes vous tu as es a ont sont est très bien faire preuve démontrer
    démontré démontrée minimum moins au un être titulaire obtenir devez devra excellent
    candidat candidate il elle personne se s en soit également aussi notamment minimale c1 c2
    c3 c4 ca1 ca2 ca3 qp1 qp2 qp3 ex1 ex2 e1 e2 k1 k2 a1 a2 afin"""
)

_QUALITIES = word_set(
    """bonne bon bonnes bons excellente excellent excellentes excellents forte fort fortes
    solide solides grande grand approfondie approfondies pratique pratiques générale démontrée
    pertinente pertinentes récente récentes vaste significative importante minimale minimum un
    deux trois quatre cinq six sept huit dix 1 2 3 4 5 6 7 8 10 ans années année mois d
    expérience professionnelle universitaire collégial collégiale technique reconnue
    fonctionnelle avancée intermédiaire suffisante adéquate certaine valide toute jusqu plus
    moins première large entregent très marquée"""
) - {"expérience", "entregent"}

_MENTIONS = PhraseBook(
    {
        Topic.QUALIFICATIONS: {
            3.5: """baccalauréat; diplôme; diplôme d'études secondaires;
            diplôme d'études collégiales; années d'expérience; ans d'expérience;
            années d'études; permis de conduire; établissement d'enseignement;
            université reconnue; grade universitaire; études postsecondaires; carte asp;
            cote de fiabilité; cote de sécurité; toute combinaison; combinaison acceptable;
            combinaison équivalente; vérification des antécédents; antécédents judiciaires;
            ordre professionnel; équivalent; secondaire v; diplôme universitaire; bilingue;
            bilingue impératif; ccc; cbc; exigences linguistiques; permis valide; classe 5;
            ans ou moins; conditions d'emploi; citoyens canadiens; études;
            études universitaires; spécialisation; expérience pertinente;
            maîtrise du français; langue anglaise""",
            2: """expérience; certificat; scolarité; formation; attestation; certification;
            atout; accréditation; permis""",
        },
        Topic.COMPETENCIES: {
            3: """connaissance de; connaissance des; connaissance du; connaissances en;
            capacité de; capacité à; aptitude à; habileté à; sens de; sens des;
            esprit d'équipe; souci du détail; relations interpersonnelles; travail d'équipe;
            aptitudes pour; habiletés à; facilité à; être capable de; à l'aise; maîtrise des;
            maîtrise de la suite; sens de l'organisation; sens des responsabilités;
            communiquer efficacement; par écrit; de vive voix; oralement; esprit d'analyse""",
            1: """compétences; habiletés; aptitudes; qualités; connaissances; autonomie;
            rigueur; jugement; initiative""",
        },
        Topic.PHYSICAL: {
            3: """kg; lb; livres; soulever; effort physique; efforts physiques;
            station debout; position debout; charges"""
        },
        Topic.CONDITIONS: {
            2.5: """heures supplémentaires; horaire; fins de semaine; fin de semaine; quarts;
            soir; soirs; déplacements; voyager; sur appel; heures par semaine; télétravail;
            temps plein; temps partiel; intempéries; bruit; saisonnier; court préavis;
            sans préavis; de nuit; horaires; rotation; jours fériés; mode hybride;
            jours par semaine"""
        },
        Topic.DUTIES: {
            4.9: """autre tâche connexe; autres tâches reliées; autres responsabilités connexes;
            toute autre responsabilité; autres mandats; toute autre activité; à la demande de
            son supérieur; à la demande du supérieur; demandée par; confiée par; confiées par;
            demandées par; assignées par; autres fonctions; tâches similaires; tâches de même
            nature; au besoin""",
            5: """toute autre tâche; toutes autres tâches; autres tâches connexes;
            tâches connexes; autres fonctions connexes; toute autre fonction; autres tâches;
            tâche connexe; autre tâche; mandats connexes""",
        },
        Topic.SUMMARY: {
            2: """le titulaire; la titulaire; sous l'autorité; sous la direction;
            sous la supervision; relevant du; relevant de; la personne titulaire;
            est à la recherche; la recherche d'un; recherche un; recherche une; ce poste;
            sous la responsabilité; vous serez responsable; est responsable; aura pour mandat;
            a pour mandat; consiste à; la personne choisie"""
        },
        Topic.RECEIVED: {2.5: "relève de; relève du; se rapporte à; sous la supervision immédiate"},
        Topic.EXERCISED: {
            2.5: "supervise une équipe; personnel sous sa responsabilité; supervision directe"
        },
        Topic.EMPLOYER: {
            2.5: """notre équipe; notre mission; nous sommes; joignez; rejoignez;
            notre organisation; nos citoyens; qualité de vie; habitants; milieu de vie;
            au coeur de; nos valeurs; notre ville; fière; située; contribuer à;
            milieu dynamique; au service de; équipe dynamique; équipe engagée; joins toi;
            mission de""",
            1: "nous; notre; nos; mission; vision; équipe",
        },
        Topic.BENEFITS: {
            3: """assurance; assurances collectives; régime de retraite; vacances; congés;
            fonds de pension; avantages sociaux; congés de maladie;
            programme d'aide aux employés; assurance collective; semaines de vacances;
            conciliation travail; reer; fériés; régime d'assurance; gym; stationnement;
            remboursement; horaire flexible; télémédecine"""
        },
        Topic.APPLICATION: {
            4: "curriculum vitae; lettre de présentation; courriel; postuler",
            3: """candidature; candidatures; date limite; au plus tard; faire parvenir;
            seules les personnes; seuls les candidats; entrevue; concours; soumettre;
            formulaire; les candidats; retenues; dossier de candidature; adresse suivante;
            poser leur candidature; pour information; masculin est utilisé; forme masculine;
            alléger le texte; ressources humaines; poser votre candidature;
            numéro de concours; affichage; personnes retenues; cv; c.v""",
            1: "veuillez; candidats; personnes intéressées; postulants; site web; processus",
        },
        Topic.SELECTION: {
            3: """examen écrit; entrevue; sélection; bassin; bassin de candidats; évaluation;
            administrés; vérification des références; tests; présélection;
            période de probation"""
        },
        Topic.EQUAL: {
            4: """égalité en emploi; équité en matière d'emploi; accès à l'égalité;
            mesures d'adaptation; minorités visibles; autochtones; handicap;
            personnes handicapées; femmes; minorités ethniques; inclusif; inclusive;
            exempt d'obstacles; obstacles; diversité; orientation sexuelle; discrimination;
            équité; peuples autochtones; anciens combattants"""
        },
        Topic.NOTICE: {
            4: """n'est pas exhaustive; pas exhaustive; non exhaustive; à titre indicatif;
            se réserve le droit; sans préavis de changement; exhaustive;
            préférence sera accordée; caractéristiques générales"""
        },
        Topic.PAY: {
            3: """par année; par heure; taux horaire; échelle salariale; de l'heure; par an;
            convention collective en vigueur; salaire""",
            1.5: "$; traitement",
        },
    }
)

_INFINITIVES = word_set(
    """accompagner accomplir accueillir acheminer actualiser adapter administrer afficher
    aider aiguiller ajuster alimenter aménager améliorer analyser animer appliquer apporter
    approuver appuyer archiver arroser assembler assister assurer attribuer autoriser aviser
    balayer bâtir calculer chercher choisir classer classifier collaborer collecter collecter
    combler commander communiquer comparer compiler compléter comptabiliser concevoir conclure
    conduire conseiller conserver considérer consigner consolider constituer construire
    consulter contribuer contrôler convoquer coordonner corriger créer cueillir débloquer
    décider déceler définir dégager déléguer délivrer démarrer démontrer déneiger déployer
    dépanner déplacer dépister desservir dessiner détecter déterminer développer diagnostiquer
    diffuser diriger discuter distribuer documenter donner dresser écrire éditer effectuer
    élaborer émettre encadrer encourager enlever enquêter enregistrer enseigner entreprendre
    entretenir envoyer épandre établir étudier évaluer examiner exécuter exercer expédier
    expliquer exploiter explorer exposer exprimer fabriquer faciliter facturer faire favoriser
    fermer fixer formuler former fournir garantir gérer guider identifier implanter imprimer
    informer innover inscrire inspecter installer instruire intégrer interpréter intervenir
    inventorier inviter jouer justifier lancer laver lire livrer maintenir manipuler manœuvrer
    mener mesurer mettre mobiliser modifier monter motiver négocier nettoyer noter obtenir
    offrir opérer optimiser ordonner organiser orienter ouvrir participer payer percevoir
    percer photographier piloter placer planifier poser poursuivre pratiquer préparer
    présenter présider prendre prévenir prévoir procéder produire programmer promouvoir
    proposer protéger raccorder ramasser rapporter rassembler réaliser réceptionner recevoir
    rechercher recommander recruter recueillir rédiger réaliser référer réfléchir regrouper
    rehausser relever remettre remplacer remplir rencontrer rendre renouveler renseigner
    renvoyer réparer répartir répondre représenter réserver résoudre respecter réunir réviser
    saisir sensibiliser servir siéger signaler signer soigner sortir soumettre soutenir
    structurer suggérer suivre superviser surveiller synthétiser tailler tenir tester tondre
    traduire traiter transcrire transférer transiger transmettre transporter travailler trier
    trouver uniformiser utiliser valider veiller vendre vérifier verser visiter voir
    vulgariser agir exercer émonder créer contrôler stimuler accroître anticiper articuler
    rallier relayer synchroniser"""
)
# Infinitives whose third person does not just drop its last letter.
_THIRDS = dict(
    pair.split(":")
    for pair in """accomplir:accomplit accueillir:accueille bâtir:bâtit choisir:choisit
    concevoir:conçoit conclure:conclut conduire:conduit construire:construit définir:définit
    desservir:dessert écrire:écrit émettre:émet entreprendre:entreprend entretenir:entretient
    établir:établit faire:fait fournir:fournit garantir:garantit inscrire:inscrit
    instruire:instruit intervenir:intervient lire:lit maintenir:maintient mettre:met
    obtenir:obtient offrir:offre ouvrir:ouvre percevoir:perçoit poursuivre:poursuit
    prendre:prend prévenir:prévient prévoir:prévoit produire:produit promouvoir:promeut
    recevoir:reçoit recueillir:recueille remettre:remet remplir:remplit rendre:rend
    répartir:répartit répondre:répond résoudre:résout réunir:réunit saisir:saisit servir:sert
    soumettre:soumet soutenir:soutient suivre:suit tenir:tient tondre:tond traduire:traduit
    transcrire:transcrit transmettre:transmet voir:voit agir:agit gérer:gère opérer:opère
    compléter:complète référer:réfère protéger:protège mener:mène interpréter:interprète
    transférer:transfère intégrer:intègre procéder:procède suggérer:suggère siéger:siège
    relever:relève payer:paie envoyer:envoie""".split()
)


def _verbs() -> dict[str, Shape]:
    forms: dict[str, Shape] = {}
    for verb in _INFINITIVES:
        third = _THIRDS.get(verb) or (verb[:-1] if verb.endswith("er") else "")
        if third:
            forms[third] = Shape.THIRD
            if verb.endswith("er"):
                forms[f"{third}z"] = Shape.BASE
    for verb in _INFINITIVES:
        forms[verb] = Shape.BASE
    return forms


_LABEL_TEXTS: dict[LabelKind, str] = {
    Label.TITLE: """titre; titre du poste; titre de l'emploi; poste; emploi; fonction;
    titre d'emploi; appellation d'emploi; classe d'emploi; corps d'emploi""",
    Label.CODE: "code; code d'emploi; numéro de classe; code cnp; cnp; code de classification",
    Label.GRADE: """groupe et niveau; classification; niveau; grade; classe; classe salariale;
    groupe; échelon; classe de traitement; groupe niveau""",
    Label.PAY: """salaire; traitement; échelle salariale; rémunération; taux horaire;
    échelle de traitement; salaire annuel; salaire horaire""",
    Label.UNIT: """syndicat; unité d'accréditation; agent négociateur;
    accréditation syndicale; convention collective; unité de négociation""",
    Label.GROUP: """catégorie d'emploi; famille d'emplois; groupe professionnel; secteur;
    catégorie; domaine""",
    Label.REVISED: "révisé; date de révision; mise à jour; dernière mise à jour",
    Label.EFFECTIVE: "date d'entrée en vigueur; en vigueur; date",
    DetailKind.EMPLOYER: """nom de l'employeur; nom de l'organisation; organisme; organisme
    d'embauche; nom de l'entreprise; nom du ministère; établissement; ministère ou organisme;
    ministère organisme; employeur; organisme; organisation; ministère; ville; municipalité;
    entreprise""",
    DetailKind.DEPARTMENT: """service; direction; département; direction générale;
    unité administrative; secteur d'activité""",
    DetailKind.DIVISION: "division; section; équipe; direction régionale; arrondissement; bureau",
    DetailKind.LOCATION: """lieu; lieu de travail; lieux; endroit; emplacement;
    ville de travail; adresse; lieux de travail; région; port d'attache""",
    DetailKind.REPORTS_TO: """supérieur immédiat; relève de; supérieur; supérieure immédiate;
    supérieur hiérarchique; se rapporte à; supérieur e immédiat e""",
    DetailKind.POSTING_NUMBER: """numéro de concours; numéro du concours; numéro de référence;
    numéro du processus de sélection; no de concours; numéro d'affichage; concours;
    numéro de poste; référence; no de poste; numéro du poste; no du concours;
    numéro de processus; affichage; numéro de l'offre""",
    DetailKind.POSTED: """date d'affichage; affiché le; publié le; date de publication;
    affichage du""",
    DetailKind.OPENS: """date d'ouverture; début d'affichage; période d'affichage;
    période d'inscription; entrée en fonction; date d'entrée en fonction; date de début""",
    DetailKind.CLOSES: """date limite; date de clôture; date de fermeture; fin d'affichage;
    date limite pour postuler; clôture; date limite d'inscription""",
    DetailKind.EMPLOYMENT_TYPE: """statut; statut d'emploi; type d'emploi; type de poste;
    durée; statut du poste; durée d'emploi; type de contrat; durée de l'emploi;
    durée de la nomination""",
    DetailKind.WORK_SCHEDULE: """horaire; horaire de travail; heures; nombre d'heures;
    heures par semaine; heures de travail; quart de travail""",
    DetailKind.VACANCIES: """nombre de postes; postes disponibles; nombre de poste;
    nombre de postes disponibles; postes à pourvoir""",
    DetailKind.CLEARANCE: """niveau de sécurité; exigence de sécurité; sécurité;
    autorisation de sécurité""",
    DetailKind.CONTACT: """contact; personne ressource; téléphone; courriel; coordonnées;
    télécopieur; personne contact""",
    DetailKind.OTHER: """qui peut postuler; peuvent postuler; langue; exigences linguistiques;
    profil linguistique; langues""",
}
_LABELS: dict[str, LabelKind] = {
    phrase: kind for kind, text in _LABEL_TEXTS.items() for phrase in phrases(text)
}
_LABELS["poste"] = Label.TITLE
for _phrase in ("exigences linguistiques", "qui peut postuler", "peuvent postuler"):
    _LABELS.pop(_phrase, None)

FRENCH = Lexicon(
    language="fr",
    function_words=word_set(
        """le la les de des du et en un une dans pour que qui sur avec au aux est ou par à ce
        vous nous"""
    ),
    headings=_HEADINGS,
    fillers=_FILLERS,
    essential=word_set("essentielles essentielle essentiels"),
    secondary=word_set("secondaires accessoires"),
    preferred=word_set(
        "atout atouts souhaitable souhaitables souhaité souhaitée préférence avantage préférable"
    ),
    required=word_set(
        """essentielles essentielle essentiels requis requise requises exigé exigée exigées
        obligatoire minimales"""
    ),
    openings=_OPENINGS,
    leads=_LEADS,
    qualities=_QUALITIES,
    mentions=_MENTIONS,
    verbs=_verbs(),
    labels=_LABELS,
    second_person=word_set("vous tu votre vos"),
    year_words=word_set("an ans année années mois"),
    number_words=word_set(
        "un une deux trois quatre cinq six sept huit neuf dix moins minimum plusieurs"
    ),
    experience_words=word_set("expérience expériences"),
    experience_nouns=word_set("expérience expériences"),
    ability_words=word_set(
        "capacité capable apte aptitude disponibilité disponible disposé disposée"
    ),
    people_words=word_set("candidat candidate candidats candidates postulants"),
    obtaining=word_set("obtenir détenir posséder maintenir conserver réussir acquérir"),
    status_words=word_set(
        """temps plein partiel permanent permanente temporaire saisonnier saisonnière
        contractuel étudiant régulier poste"""
    ),
    answers=word_set("oui non autre aucun"),
    question_words=word_set("questionnaire questions"),
    level_words=word_set("niveau maîtrise"),
    articles=word_set("le la les un une"),
    asking=word_set("énumérez décrivez indiquez nommez précisez donnez"),
    question_openers=word_set("quel quelle quels quelles qui que quoi pourquoi"),
    after_verbs=frozenset(),
    generic_titles=frozenset(
        phrases(
            """description de poste; description d'emploi; offre d'emploi; affichage de poste;
            description de travail; énoncé des critères de mérite; profil de poste;
            avis de concours; concours; appel de candidatures; description de fonction;
            définition d'emploi; possibilité d'emploi; emploi; ressources humaines"""
        )
    ),
    institutions=word_set(
        "ville ministère municipalité commission conseil direction service gouvernement université"
        " collège bureau comté province office agence annexe arrondissement mrc régie association"
    ),
    role_nouns=word_set(
        "agent agente commis chef cheffe préposé préposée adjoint adjointe conseiller conseillère"
        " directeur directrice technicien technicienne analyste secrétaire surveillant gestionnaire"
        " coordonnateur coordonnatrice journalier journalière infirmier infirmière avocat avocate"
        " ingénieur ingénieure inspecteur inspectrice spécialiste opérateur opératrice mécanicien"
        " responsable greffier greffière concierge sauveteur moniteur animateur chargé chargée"
    ),
    role_endings=("eur", "euse", "trice", "ier", "ière", "iste", "ien", "ienne", "yste"),
    stem_tails=word_set("suivantes suivants suivante suivant comprennent notamment"),
    containers=frozenset(
        phrases(
            """qualifications essentielles; qualifications constituant un atout;
            conditions d'emploi; besoins de l'organisation; effort; responsabilité;
            exigences linguistiques; tâches; responsabilités; exigences; qualifications;
            avantages; compétences; formation; connaissances; scolarité; expérience; salaire;
            horaire; sommaire; fonctions; profil; habiletés; aptitudes; conditions de travail;
            principales responsabilités; études; tâches et responsabilités; profil recherché;
            capacités; qualités personnelles; atouts; description du poste; sommaire du poste;
            postuler; pour postuler; attributions"""
        )
    ),
    predicates=word_set("doit peut est sont exige nécessite requiert devra"),
    nothing=word_set("aucun aucune néant s o sans objet"),
    promising=word_set("devra devrez aura sera auras devras"),
    obliging=frozenset(),
    permitting=word_set("peut pourra"),
    stem_ends=word_set("de des du à en d pour"),
    purpose_words=word_set("but objectif raison"),
    seeking=("à la recherche d", "recherche"),
    remarks=word_set("note notes nota remarque remarques"),
)
