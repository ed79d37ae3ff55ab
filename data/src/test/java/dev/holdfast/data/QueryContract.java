package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds when records are asked for. */
abstract class QueryContract extends StoreContract {

    @Test
    void comparisons_find_what_they_say() {
        people.insertAll(IntStream.rangeClosed(1, 5)
                .mapToObj(number -> Person.named("p" + number).aged(number * 10))
                .toList());

        assertThat(names(Person.AGE.is(30))).containsExactly("p3");
        assertThat(names(Person.AGE.isNot(30))).containsExactly("p1", "p2", "p4", "p5");
        assertThat(names(Person.AGE.lessThan(20))).containsExactly("p1");
        assertThat(names(Person.AGE.atMost(20))).containsExactly("p1", "p2");
        assertThat(names(Person.AGE.moreThan(40))).containsExactly("p5");
        assertThat(names(Person.AGE.atLeast(40))).containsExactly("p4", "p5");
        assertThat(names(Person.AGE.in(List.of(10, 50)))).containsExactly("p1", "p5");
        assertThat(names(Person.AGE.in(List.of()))).isEmpty();
    }

    @Test
    void conditions_combine() {
        people.insertAll(
                List.of(Person.named("ada").aged(36), Person.named("bob").aged(17), Person.named("eve")));

        assertThat(names(Person.AGE.atLeast(18).and(Person.NAME.is("ada")))).containsExactly("ada");
        assertThat(names(Person.NAME.is("bob").or(Person.NAME.is("eve")))).containsExactly("bob", "eve");
        assertThat(names(Person.NAME.is("bob").or(Person.NAME.is("eve")).and(Person.AGE.isPresent())))
                .containsExactly("bob");
        assertThat(names(new Filter.Or<>(List.of()))).isEmpty();
    }

    @Test
    void conditions_that_are_joined_one_after_another_do_not_nest() {
        insert("p0", "p499", "eve");
        var each = IntStream.range(0, 500)
                .mapToObj(number -> Person.NAME.is("p" + number))
                .toList();
        var any = each.stream().reduce(Filter::or).orElseThrow();
        var none = each.stream().map(Filter::not).reduce(Filter::and).orElseThrow();

        assertThat(names(any)).containsExactly("p0", "p499");
        assertThat(names(none)).containsExactly("eve");
    }

    @Test
    void the_opposite_of_a_condition_is_everybody_else() {
        people.insertAll(
                List.of(Person.named("ada").aged(36), Person.named("bob").aged(17), Person.named("eve")));

        assertThat(names(Person.AGE.atLeast(18).not())).containsExactly("bob", "eve");
        assertThat(names(Person.AGE.in(List.of(36)).not())).containsExactly("bob", "eve");
        assertThat(names(Person.AGE.isNot(36))).containsExactly("bob", "eve");
        assertThat(names(Person.AGE.is(36).not())).containsExactly("bob", "eve");
        assertThat(names(Person.AGE.isAbsent())).containsExactly("eve");
        assertThat(names(Person.AGE.isPresent())).containsExactly("ada", "bob");
    }

    @Test
    void every_type_can_be_asked_for() {
        var team = teams.insert(new Team(UUID.randomUUID(), "Red"));
        var ada = people.insert(Person.named("ada").moody(Mood.CROSS).in(team.id()));
        insert("bob");

        assertThat(names(Person.ID.is(ada.id()))).containsExactly("ada");
        assertThat(names(Person.MOOD.is(Mood.CROSS))).containsExactly("ada");
        assertThat(names(Person.TEAM.is(team.id()))).containsExactly("ada");
        assertThat(names(Person.ACTIVE.is(true).and(Person.SCORE.atMost(1.5)).and(Person.POINTS.is(7L))))
                .containsExactly("ada", "bob");
        assertThat(names(Person.CREATED_AT.is(ada.createdAt()))).containsExactly("ada", "bob");
        assertThat(names(Person.SECRET.is("s3cret"))).containsExactly("ada", "bob");
    }

    @Test
    void I2_no_letter_is_special_in_a_search() {
        insert("100%", "100 percent", "a_b", "axb", "a\\b", "a*b", "[a]", "a");

        assertThat(names(Person.NAME.startsWith("100%"))).containsExactly("100%");
        assertThat(names(Person.NAME.contains("%"))).containsExactly("100%");
        assertThat(names(Person.NAME.startsWith("a_"))).containsExactly("a_b");
        assertThat(names(Person.NAME.contains("\\"))).containsExactly("a\\b");
        assertThat(names(Person.NAME.contains("*"))).containsExactly("a*b");
        assertThat(names(Person.NAME.contains("[a]"))).containsExactly("[a]");
        assertThat(names(Person.NAME.contains("' OR 1=1 --"))).isEmpty();
    }

    @Test
    void a_search_tells_capitals_apart_unless_the_field_is_lowercased() {
        people.insert(Person.of("Ada", "Ada@example.org"));

        assertThat(names(Person.NAME.startsWith("ada"))).isEmpty();
        assertThat(names(Person.EMAIL.startsWith("ADA"))).containsExactly("Ada");
        assertThat(names(Person.EMAIL.contains("EXAMPLE"))).containsExactly("Ada");
    }

    @Test
    void a_prefix_ends_where_its_last_letter_ends() {
        var last = Character.toString(Character.MAX_CODE_POINT);
        insert("a", "a\uD7FF", "a\uE000", "a😀", "a" + last, "a" + last + "x", "b");

        assertThat(names(Person.NAME.startsWith("a"))).hasSize(6);
        assertThat(names(Person.NAME.startsWith("a\uD7FF"))).containsExactly("a\uD7FF");
        assertThat(names(Person.NAME.startsWith("a😀"))).containsExactly("a😀");
        assertThat(names(Person.NAME.startsWith("a" + last))).hasSize(2);
        assertThat(names(Person.NAME.startsWith(""))).hasSize(7);
    }

    @Test
    void records_come_in_the_order_asked_for() {
        people.insertAll(List.of(
                Person.named("ada").aged(2),
                Person.named("bob"),
                Person.named("eve").aged(1)));

        assertThat(names(Query.<Person>all().by(Person.AGE.ascending()))).containsExactly("bob", "eve", "ada");
        assertThat(names(Query.<Person>all().by(Person.AGE.descending()))).containsExactly("ada", "eve", "bob");
        assertThat(names(Query.<Person>all().by(Person.NAME.descending()).limit(2)))
                .containsExactly("eve", "bob");
    }

    @Test
    void counting_and_asking_whether_there_is_one() {
        insert("ada", "bob");

        assertThat(people.count(Person.NAME.is("ada"))).isEqualTo(1);
        assertThat(people.exists(Person.EMAIL.is("bob@example.org"))).isTrue();
        assertThat(people.exists(Person.NAME.is("eve"))).isFalse();
    }

    @Test
    void deleting_by_a_condition_says_how_many() {
        insert("ada", "bob", "eve");

        assertThat(people.deleteAll(Person.NAME.isNot("ada"))).isEqualTo(2);
        assertThat(names(Filter.all())).containsExactly("ada");
    }

    @Test
    void decimals_are_stored_but_not_compared() {
        assertThatThrownBy(() -> people.count(Person.WAGE.moreThan(BigDecimal.ONE)))
                .hasMessageContaining("Person.wage is a decimal");
        assertThatThrownBy(() -> people.find(Query.<Person>all().by(Person.WAGE.ascending())))
                .hasMessageContaining("cannot be sorted by Person.wage");
    }

    @Test
    void only_text_is_searched() {
        assertThatThrownBy(() -> people.count(Person.AGE.startsWith("1"))).hasMessage("Person.age is no text");
    }

    @Test
    void L6_a_limit_is_a_sensible_number() {
        for (var limit : List.of(0, -1, Query.MOST + 1)) {
            assertThatThrownBy(() -> Query.<Person>all().limit(limit)).hasMessageContaining("between 1 and 1000");
        }
    }

    @Test
    void a_list_of_values_has_an_end() {
        var many = IntStream.rangeClosed(0, Filter.MOST_VALUES).boxed().toList();

        assertThatThrownBy(() -> Person.AGE.in(many)).hasMessage("age.in(...) takes 1000 values at most");
        assertThat(people.count(Person.AGE.in(many.subList(1, many.size())))).isZero();
    }

    @Test
    void inserting_several_has_an_end() {
        var many = Collections.nCopies(Query.MOST + 1, Person.named("ada"));

        assertThatThrownBy(() -> people.insertAll(many)).hasMessageContaining("at most 1000");
        assertThat(people.insertAll(List.of())).isEmpty();
    }

    private List<String> names(Filter<Person> filter) {
        return names(Query.where(filter).by(Person.NAME.ascending()));
    }

    private List<String> names(Query<Person> query) {
        return people.find(query).stream().map(Person::name).toList();
    }
}
