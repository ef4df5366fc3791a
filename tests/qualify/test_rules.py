"""What each rule decides, and what it leaves open."""

import pytest

from careerlattice.errors import UsageError
from careerlattice.model import EducationLevel
from careerlattice.moves.qualify import Candidate, Experience, Reason, Rule, Verdict
from tests.qualify.graphs import (
    Asked,
    education,
    experience,
    licence,
    qualification_iri,
    rulebook,
    substitution,
    words,
)

CLERICAL = experience("general", 36, experienceIn="clerical work experience")
AS_TYPIST = experience(
    "special", 12, text="One year as a Typist.", within="general", qualifyingClass="typist"
)
AS_TYPIST_OR_LIKE = {**AS_TYPIST, "text": "One year as a Typist or its equivalent."}
COLLEGE = substitution(
    "college", inPlaceOf="general", creditHours=15, monthsCredited=6, capMonths=24
)


def judge(*asked: Asked, by: Candidate) -> Verdict:
    return rulebook({"goal": asked}).verdict(by, "ex/goal/1")


def reason(verdict: Verdict, name: str) -> Reason:
    (found,) = (r for r in verdict.reasons if r.qualification == qualification_iri("goal", name))
    return found


def bringing(*experience: str, hours: int | None = None) -> Candidate:
    return Candidate.parse(experience, credit_hours=hours)


class TestExperience:
    @pytest.mark.parametrize(
        ("months", "overall"), [(36, "yes"), (37, "yes"), (35, "no"), (0, "no")]
    )
    def test_months_in_the_same_words_count(self, months: int, overall: str) -> None:
        verdict = judge(CLERICAL, by=bringing(f"clerical work={months}"))
        assert verdict.overall == overall
        assert reason(verdict, "general").months_counted == months
        assert Rule.SAME_WORDS in reason(verdict, "general").rules

    def test_months_in_other_words_are_unknown_if_there_are_enough(self) -> None:
        verdict = judge(CLERICAL, by=bringing("office work=36"))
        assert verdict.overall == "unknown"
        assert "whether 36 months of office work counts" in str(reason(verdict, "general").settle)

    def test_months_in_other_words_are_not_enough_if_there_are_too_few(self) -> None:
        found = reason(judge(CLERICAL, by=bringing("office work=35")), "general")
        assert (found.outcome, found.effect, found.months_possible) == ("not met", "blocks", 35)
        assert found.months_short == 36

    def test_no_experience_at_all_is_no(self) -> None:
        assert judge(CLERICAL, by=bringing()).overall == "no"

    def test_a_length_that_is_not_said_is_unknown(self) -> None:
        found = reason(judge(CLERICAL, by=bringing("clerical work")), "general")
        assert found.outcome == "unknown"
        assert found.months_possible is None
        assert found.settle == "how long of clerical work"

    def test_experience_without_a_length_is_met_by_any(self) -> None:
        some = experience("some", experienceIn="experience in filing")
        assert judge(some, by=bringing("filing=1")).overall == "yes"
        assert judge(some, by=bringing("filing")).overall == "yes"
        assert judge(some, by=bringing("filing=0")).overall == "no"
        assert judge(some, by=bringing("typing=1")).overall == "unknown"

    def test_stretches_are_added_up(self) -> None:
        verdict = judge(CLERICAL, by=bringing("clerical work=20", "Clerical=16"))
        assert verdict.overall == "yes"

    @pytest.mark.parametrize(
        ("title", "outcome"),
        [
            ("Filing Clerk", "met"),
            ("Filing Officer II", "met"),
            ("Filing", "met"),
            ("Filing Supervisor", "unknown"),
            ("Filing Assistant", "unknown"),
            ("Chief of Filing", "unknown"),
        ],
    )
    def test_the_title_of_the_class_held_may_be_that_work(self, title: str, outcome: str) -> None:
        book = rulebook(
            {"goal": [experience("filing", 12, experienceIn="filing")]}, {"held": title}
        )
        verdict = book.verdict(Candidate.holding("ex/held", 12), "ex/goal/1")
        assert reason(verdict, "filing").outcome == outcome

    def test_a_duty_of_the_class_grade_held_may_be_that_work(self) -> None:
        rungs = {"goal": [experience("filing", 12, experienceIn="filing")], "held": []}
        for duty, outcome in (("Filing.", "met"), ("Helps with filing.", "unknown")):
            book = rulebook(rungs, duties={"held": [duty]})
            verdict = book.verdict(Candidate.holding("ex/held/1", 12), "ex/goal/1")
            assert reason(verdict, "filing").outcome == outcome


class TestQualifyingClasses:
    def test_time_in_the_class_named_counts(self) -> None:
        found = reason(judge(CLERICAL, AS_TYPIST, by=bringing("ex/typist=12")), "special")
        assert (found.outcome, found.rules) == ("met", (Rule.NAMED_CLASS,))

    def test_a_class_not_named_does_not_count(self) -> None:
        found = reason(judge(CLERICAL, AS_TYPIST, by=bringing("ex/reader=99")), "special")
        assert (found.outcome, found.rules) == ("not met", (Rule.OTHER_CLASS,))

    def test_or_its_equivalent_leaves_other_classes_open(self) -> None:
        found = reason(judge(CLERICAL, AS_TYPIST_OR_LIKE, by=bringing("ex/reader=99")), "special")
        assert (found.outcome, found.rules) == ("unknown", (Rule.EQUIVALENT,))
        assert found.settle == "whether 99 months as Reader counts"

    def test_an_equivalent_too_short_is_no(self) -> None:
        verdict = judge(CLERICAL, AS_TYPIST_OR_LIKE, by=bringing("ex/reader=11"))
        assert reason(verdict, "special").outcome == "not met"

    def test_a_class_named_only_in_a_note_on_the_level_leaves_others_open(self) -> None:
        # The sentence does not name the typist: the loader read the class from a note.
        noted = {**AS_TYPIST, "text": "One year of demanding work."}
        verdict = judge(CLERICAL, noted, by=bringing("ex/reader=99"))
        assert reason(verdict, "special").outcome == "unknown"

    def test_work_in_words_might_have_been_had_in_a_class_named(self) -> None:
        verdict = judge(CLERICAL, AS_TYPIST, by=bringing("typing=12"))
        assert reason(verdict, "special").outcome == "unknown"

    def test_a_class_of_the_same_title_and_publisher_is_the_class(self) -> None:
        book = rulebook({"goal": [CLERICAL, AS_TYPIST]}, {"0815": "TYPIST"})
        verdict = book.verdict(Candidate.holding("ex/0815", 12), "ex/goal/1")
        assert reason(verdict, "special").outcome == "met"


class TestWithin:
    def test_special_months_are_months_of_the_general_experience(self) -> None:
        verdict = judge(CLERICAL, AS_TYPIST, by=bringing("ex/typist=12", "clerical work=24"))
        assert verdict.overall == "yes"
        assert reason(verdict, "general").months_counted == 36
        assert Rule.WITHIN in reason(verdict, "general").rules

    def test_general_months_are_not_special_ones(self) -> None:
        verdict = judge(CLERICAL, AS_TYPIST, by=bringing("clerical work=60", "ex/reader=12"))
        assert reason(verdict, "general").outcome == "met"
        assert reason(verdict, "special").outcome == "unknown"

    def test_special_work_in_words_counts_only_where_it_is_general_work_too(self) -> None:
        filing = experience("special", 12, experienceIn="filing", within="general")
        apart = judge(CLERICAL, filing, by=bringing("clerical work=36", "filing=12"))
        assert reason(apart, "special").outcome == "unknown"
        both = Candidate(
            (Experience(24, kinds=("clerical work",)), Experience(12, kinds=("clerical", "filing")))
        )
        assert judge(CLERICAL, filing, by=both).overall == "yes"

    def test_a_circle_of_parts_ends(self) -> None:
        first = experience("first", 12, experienceIn="filing", within="second")
        second = experience("second", 12, experienceIn="filing", within="first")
        assert judge(first, second, by=bringing("filing=12")).overall == "yes"


class TestSubstitution:
    @pytest.mark.parametrize(
        ("months", "hours", "outcome", "counted"),
        [
            (24, 30, "met", 36),
            (12, 60, "met", 36),
            (12, 600, "met", 36),
            (11, 600, "not met", 35),  # the cap: 24 of 36 months, whatever the hours
            (0, 600, "not met", 24),
            (24, 15, "not met", 30),
            (24, 0, "not met", 24),
            (30, 14, "not met", 30),
            (30, 15, "met", 36),
            (36, 0, "met", 36),
        ],
    )
    def test_fifteen_hours_are_six_months_up_to_twenty_four(
        self, months: int, hours: int, outcome: str, counted: int
    ) -> None:
        verdict = judge(CLERICAL, COLLEGE, by=bringing(f"clerical work={months}", hours=hours))
        found = reason(verdict, "general")
        assert (found.outcome, found.months_counted) == (outcome, counted)
        (credit,) = found.instead
        assert credit.sure == min(24, hours // 15 * 6)

    def test_a_part_of_a_step_is_not_sure_to_count(self) -> None:
        verdict = judge(CLERICAL, COLLEGE, by=bringing("clerical work=28", hours=20))
        found = reason(verdict, "general")
        assert (found.outcome, found.months_counted, found.months_possible) == ("unknown", 34, 36)

    def test_hours_that_are_not_said_may_stand_in_and_it_is_said_how_many_would(self) -> None:
        found = reason(judge(CLERICAL, COLLEGE, by=bringing("clerical work=24")), "general")
        assert found.outcome == "unknown"
        assert found.settle == "how many credit hours (30 would count as 12 months)"

    def test_hours_cannot_bridge_more_than_the_cap(self) -> None:
        found = reason(judge(CLERICAL, COLLEGE, by=bringing("clerical work=11")), "general")
        assert (found.outcome, found.months_possible) == ("not met", 35)

    def test_special_experience_is_not_replaced_by_what_replaces_the_general(self) -> None:
        verdict = judge(CLERICAL, AS_TYPIST, COLLEGE, by=bringing("ex/typist=11", hours=600))
        assert reason(verdict, "special").outcome == "not met"
        assert reason(verdict, "special").instead == ()

    def test_special_experience_is_replaced_where_the_rule_says_so(self) -> None:
        both = {**COLLEGE, "inPlaceOf": ["general", "special"]}
        verdict = judge(CLERICAL, AS_TYPIST, both, by=bringing("clerical work=36", hours=30))
        assert verdict.overall == "yes"
        assert reason(verdict, "special").months_counted == 12

    def test_a_rule_that_names_nothing_replaces_nothing(self) -> None:
        loose = substitution("college", creditHours=15, monthsCredited=6)
        verdict = judge(CLERICAL, loose, by=bringing("clerical work=24", hours=600))
        assert verdict.overall == "no"

    def test_without_a_cap_all_can_be_replaced(self) -> None:
        endless = {key: value for key, value in COLLEGE.items() if key != "capMonths"}
        assert judge(CLERICAL, endless, by=bringing(hours=90)).overall == "yes"
        assert judge(CLERICAL, endless, by=bringing(hours=75)).overall == "no"

    def test_two_rules_are_not_sure_to_add_up(self) -> None:
        other = substitution("course", inPlaceOf="general", creditHours=30, monthsCredited=12)
        verdict = judge(CLERICAL, COLLEGE, other, by=bringing("clerical work=12", hours=30))
        found = reason(verdict, "general")
        assert (found.outcome, found.months_counted, found.months_possible) == ("unknown", 24, 36)

    def test_a_rule_without_a_measure_leaves_all_open(self) -> None:
        other = substitution("other", text="Other combinations.", inPlaceOf="general")
        found = reason(judge(CLERICAL, other, by=bringing()), "general")
        assert found.outcome == "unknown"
        assert found.settle == "whether this may stand in: “Other combinations.”"

    def test_a_degree_stands_in_for_months(self) -> None:
        degree = substitution(
            "degree", inPlaceOf="general", educationLevel="bachelorDegree", monthsCredited=24
        )
        for level, overall in (("master", "yes"), ("bachelor", "yes"), ("associate", "no")):
            by = Candidate.parse(["clerical work=12"], education=level)
            assert judge(CLERICAL, degree, by=by).overall == overall
        assert judge(CLERICAL, degree, by=bringing("clerical work=12")).overall == "unknown"

    def test_service_in_a_class_stands_in_for_all(self) -> None:
        service = substitution(
            "service",
            text="Two years as a Typist.",
            inPlaceOf="general",
            months=24,
            qualifyingClass="typist",
        )
        assert judge(CLERICAL, service, by=bringing("ex/typist=24")).overall == "yes"
        assert judge(CLERICAL, service, by=bringing("ex/typist=23")).overall == "no"
        assert judge(CLERICAL, service, by=bringing("ex/reader=35")).overall == "no"

    def test_service_that_replaced_months_is_not_counted_again(self) -> None:
        service = substitution(
            "service", inPlaceOf="general", months=12, monthsCredited=24, qualifyingClass="typist"
        )
        verdict = judge(CLERICAL, AS_TYPIST, service, by=bringing("ex/typist=12"))
        found = reason(verdict, "general")
        assert (found.outcome, found.months_counted) == ("unknown", 24)


class TestEducation:
    COLLEGE = education("college", educationLevel="associateDegree")

    @pytest.mark.parametrize(
        ("level", "overall"),
        [
            (EducationLevel.HIGH_SCHOOL, "no"),
            (EducationLevel.SOME_POST_SECONDARY, "no"),
            (EducationLevel.ASSOCIATE_DEGREE, "yes"),
            (EducationLevel.DOCTORATE, "yes"),
            (None, "unknown"),
        ],
    )
    def test_a_higher_level_includes_the_lower(
        self, level: EducationLevel | None, overall: str
    ) -> None:
        assert judge(self.COLLEGE, by=Candidate(education=level)).overall == overall

    def test_a_field_is_met_by_the_same_words_only(self) -> None:
        business = {**self.COLLEGE, "fieldOfStudy": "business"}
        bachelor = EducationLevel.BACHELOR_DEGREE
        for field, overall in (
            ("Business", "yes"),
            ("business administration", "unknown"),
            ("botany", "unknown"),
            (None, "unknown"),
        ):
            by = Candidate(education=bachelor, field_of_study=field)
            assert judge(business, by=by).overall == overall
        low = Candidate(education=EducationLevel.HIGH_SCHOOL, field_of_study="business")
        assert judge(business, by=low).overall == "no"

    def test_or_equivalent_leaves_a_lower_level_open(self) -> None:
        like = {**self.COLLEGE, "text": "An associate's degree or equivalent."}
        assert judge(like, by=Candidate(education=EducationLevel.HIGH_SCHOOL)).overall == "unknown"

    def test_credit_hours_are_schooling_after_high_school(self) -> None:
        after_school = education("some", educationLevel="somePostSecondary")
        assert judge(after_school, by=Candidate(credit_hours=3)).overall == "yes"
        assert judge(after_school, by=Candidate(credit_hours=0)).overall == "unknown"
        assert judge(self.COLLEGE, by=Candidate(credit_hours=200)).overall == "unknown"

    def test_what_may_stand_in_leaves_a_lower_level_open(self) -> None:
        other = substitution("other", text="Other combinations.", inPlaceOf="college")
        verdict = judge(self.COLLEGE, other, by=Candidate(education=EducationLevel.HIGH_SCHOOL))
        assert "Other combinations." in reason(verdict, "college").sentence
        assert verdict.overall == "unknown"


class TestOtherKinds:
    def test_a_licence_is_met_by_the_same_words(self) -> None:
        driving = licence("driving", text="Possession of a valid driver's license.")
        for licences, overall in (
            (("Driver’s Licence",), "yes"),
            (("pilot's licence",), "unknown"),
            ((), "no"),
            (None, "unknown"),
        ):
            assert judge(driving, by=Candidate(licences=licences)).overall == overall

    def test_words_are_left_to_a_reader(self) -> None:
        found = reason(judge(words("tall", text="Must be tall."), by=Candidate()), "tall")
        assert (found.outcome, found.rules) == ("unknown", (Rule.WORDS_ONLY,))

    def test_nothing_stated_is_unknown(self) -> None:
        verdict = judge(by=bringing("clerical work=999"))
        assert verdict.overall == "unknown"
        (found,) = verdict.reasons
        assert (found.kind, found.qualification) == ("not stated", None)

    def test_a_substitution_for_nothing_is_nothing_stated(self) -> None:
        assert judge(COLLEGE, by=Candidate()).reasons[0].kind == "not stated"


class TestModality:
    @pytest.mark.parametrize("modality", ["typical", "preferred"])
    def test_typical_and_preferred_never_block(self, modality: str) -> None:
        wish = {**CLERICAL, "modality": modality}
        verdict = judge(wish, by=Candidate())
        assert verdict.overall == "yes"
        assert [each.effect for each in verdict.counting_against] == ["counts against"]
        assert judge(wish, by=bringing("office work=36")).reasons[0].effect == "may count against"

    def test_what_is_required_blocks(self) -> None:
        verdict = judge(CLERICAL, {**AS_TYPIST, "modality": "typical"}, by=Candidate())
        assert [each.asks for each in verdict.blocking] == ["general"]
        assert verdict.overall == "no"

    def test_what_has_no_modality_is_taken_as_required(self) -> None:
        plain = {key: value for key, value in CLERICAL.items() if key != "modality"}
        assert judge(plain, by=Candidate()).overall == "no"


class TestHolder:
    """Whoever holds a class-grade is taken to have met what it asks for itself."""

    def held(self, own: list[Asked], goal: list[Asked], months: int | None = None) -> Reason:
        book = rulebook({"held": own, "goal": goal})
        return book.verdict(Candidate.holding("ex/held/1", months), "ex/goal/1").reasons[0]

    def test_as_much_in_the_same_words_is_assumed(self) -> None:
        found = self.held([CLERICAL], [{**CLERICAL, "months": 24}])
        assert (found.outcome, found.rules) == ("met", (Rule.HOLDER,))
        assert found.sentence.startswith("assumed: held, grade 1 asks for as much")

    def test_more_is_not(self) -> None:
        found = self.held([{**CLERICAL, "months": 24}], [CLERICAL])
        assert found.outcome == "unknown"
        assert "the class held itself asks for 24 months" in str(found.settle)

    def test_other_words_are_not(self) -> None:
        assert self.held([CLERICAL], [{**CLERICAL, "experienceIn": "filing"}]).outcome == "unknown"

    def test_what_could_be_replaced_there_must_be_replaceable_here(self) -> None:
        assert self.held([CLERICAL, COLLEGE], [CLERICAL]).outcome == "unknown"
        assert self.held([CLERICAL, COLLEGE], [CLERICAL, COLLEGE]).outcome == "met"

    def test_what_is_typical_there_answers_for_what_is_typical_here_only(self) -> None:
        typical = {**CLERICAL, "modality": "typical"}
        assert self.held([typical], [typical]).outcome == "met"
        assert self.held([typical], [CLERICAL]).outcome == "unknown"
        assert self.held([{**CLERICAL, "modality": "preferred"}], [typical]).outcome == "unknown"

    def test_a_higher_level_of_education_includes_the_lower(self) -> None:
        school = education("school", educationLevel="highSchool")
        degree = education("degree", educationLevel="bachelorDegree", fieldOfStudy="law")
        assert self.held([degree], [school]).outcome == "met"
        assert self.held([school], [degree]).outcome == "unknown"
        assert self.held([degree], [{**degree, "fieldOfStudy": "Law"}]).outcome == "met"
        assert self.held([degree], [{**degree, "fieldOfStudy": "art"}]).outcome == "unknown"

    def test_licences_and_words_are_those_of_the_same_words(self) -> None:
        driving = licence("driving", text="A driving licence.")
        assert self.held([driving], [driving]).outcome == "met"
        assert self.held([driving], [{**driving, "text": "A pilot's one."}]).outcome == "unknown"

    def test_a_class_of_one_class_grade_is_that_class_grade(self) -> None:
        book = rulebook({"held": [CLERICAL], "goal": [CLERICAL]})
        assert book.verdict(Candidate.holding("ex/held"), "ex/goal/1").overall == "yes"


class TestTogether:
    def test_months_that_would_count_twice_are_a_doubt(self) -> None:
        asked = [
            experience("one", 12, experienceIn="filing"),
            experience("two", 12, experienceIn="typing"),
        ]
        both = Candidate((Experience(12, kinds=("filing", "typing")),))
        verdict = judge(*asked, by=both)
        assert [each.outcome for each in verdict.reasons] == ["met", "met", "unknown"]
        assert verdict.reasons[-1].rules == (Rule.TOGETHER,)
        assert verdict.overall == "unknown"
        assert judge(*asked, by=bringing("filing=12", "typing=12")).overall == "yes"


def test_an_unknown_class_or_class_grade_is_refused() -> None:
    book = rulebook({"goal": [CLERICAL]})
    with pytest.raises(UsageError, match="did you mean ex/typist"):
        book.verdict(bringing("ex/tipist=3"), "ex/goal/1")
    with pytest.raises(UsageError, match="did you mean ex/goal/1"):
        book.verdict(bringing(), "ex/goal/2")


def test_a_verdict_reads_as_text() -> None:
    verdict = judge(CLERICAL, COLLEGE, by=bringing("clerical work=24"))
    assert str(verdict) == (
        "goal, grade 1 (ex/goal/1): unknown\n"
        "  unknown (may block): 36 months asked for; 24 months counted:"
        " 24 months of clerical work\n"
        "    to settle it: how many credit hours (30 would count as 12 months)"
    )
