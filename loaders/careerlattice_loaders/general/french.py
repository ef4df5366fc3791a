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
            7: """conditions de travail; milieu de travail; environnement de travail; horaire;
            horaire de travail; heures de travail; lieu de travail; déplacements;
            exigences opérationnelles; besoins opérationnels; conditions particulières; durée;
            modalités de travail; disponibilité"""
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
            6: """pourquoi nous choisir; pourquoi travailler pour nous; à propos;
            à propos de nous; qui sommes nous; notre mission; notre équipe; l'organisation;
            l'équipe; l'organisme; la ville; la municipalité; le ministère; l'entreprise;
            nos valeurs; pourquoi nous joindre; notre organisation; joignez vous à nous;
            raison d'être de l'organisation; mission"""
        },
        Topic.BENEFITS: {
            7: """avantages; avantages sociaux; ce que nous offrons; nous offrons;
            nos avantages; on offre; ce que nous vous offrons; conditions avantageuses;
            pourquoi travailler; rémunération et avantages"""
        },
        Topic.APPLICATION: {
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
            7: """processus de sélection; procédure de sélection; évaluation;
            processus de dotation; examen; processus de recrutement; étapes;
            méthodes d'évaluation; période de probation; procédure d'évaluation"""
        },
        Topic.EQUAL: {
            7: """équité en matière d'emploi; égalité des chances; accès à l'égalité;
            accessibilité; diversité; équité diversité et inclusion;
            programme d'accès à l'égalité; mesures d'adaptation; inclusion"""
        },
        Topic.NOTICE: {
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
            4: """veuillez; postulez; postuler; les personnes intéressées; faire parvenir;
            faites parvenir; pour postuler; soumettez; les candidats; les candidates;
            toute personne; les candidatures; seules; seuls; nous remercions; pour plus;
            si vous; vous devez; date limite; transmettre; envoyez; le genre masculin;
            le masculin; la forme masculine; le curriculum; pour de plus amples;
            les postulants; l'emploi du masculin"""
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
            4.5: """la présente; cette description; les tâches décrites; la préférence;
            cette liste; la description"""
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
    DetailKind.EMPLOYER: """employeur; organisme; organisation; ministère; ville;
    municipalité; entreprise""",
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
)
