package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for lists in records, for smaller records read from larger ones, and for long results. */
abstract class ListContract extends StoreContract {

    record Name(PersonId id, String name) {}

    record Badge(String name, List<String> tags) {}

    static final Projection<Person, Name> AS_NAME = Person.MODEL.projection(Name.class);
    static final Projection<Person, Badge> AS_BADGE = Person.MODEL.projection(Badge.class);

    @Test
    void a_list_comes_back_in_its_order_with_what_is_declared_of_its_text() {
        var ada = people.insert(Person.named("ada").tagged(" Red ", "blue", "red"));

        assertThat(ada.tags()).containsExactly("red", "blue", "red");
        assertThat(people.findById(ada.id()).orElseThrow().tags()).containsExactly("red", "blue", "red");
    }

    @Test
    void records_are_found_by_what_is_in_their_lists() {
        people.insertAll(List.of(
                Person.named("ada").tagged("red", "blue"), Person.named("bob").tagged("redder"), Person.named("eve")));

        assertThat(names(Person.TAGS.has("RED"))).containsExactly("ada");
        assertThat(names(Person.TAGS.has("red").not())).containsExactly("bob", "eve");
        assertThat(names(Person.TAGS.has("\"red\""))).isEmpty();
        assertThat(names(Person.TAGS.has("red\",\"blue"))).isEmpty();
        assertThat(names(Person.TAGS.has("blue").or(Person.TAGS.has("redder")))).containsExactly("ada", "bob");
    }

    @Test
    void a_list_is_set_and_added_to() {
        var ada = people.insert(Person.named("ada").tagged("red"));

        var pushed = people.patch(ada.id(), Person.TAGS.pushed(" Blue").and(Person.VOTES.pushed(true)));
        assertThat(pushed.orElseThrow().tags()).containsExactly("red", "blue");
        assertThat(pushed.orElseThrow().votes()).containsExactly(true);
        assertThat(names(Person.VOTES.has(true))).containsExactly("ada");
        assertThat(names(Person.VOTES.has(false))).isEmpty();

        var set = people.patch(ada.id(), Person.TAGS.to(List.of("é\"\\\nx")));
        assertThat(set.orElseThrow().tags()).containsExactly("é\"\\\nx");
        assertThat(names(Person.TAGS.has("é\"\\\nx"))).containsExactly("ada");
        assertThat(people.update(set.orElseThrow().tagged()).tags()).isEmpty();
    }

    @Test
    void no_value_added_to_a_list_is_lost() throws Exception {
        var ada = people.insert(Person.named("ada"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, 40)
                    .<Callable<Object>>mapToObj(
                            number -> () -> people.patch(ada.id(), Person.TAGS.pushed("t" + number)))
                    .toList();
            for (var done : threads.invokeAll(tasks)) {
                done.get();
            }
        }

        assertThat(people.findById(ada.id()).orElseThrow().tags()).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void a_list_is_neither_compared_nor_sorted_by() {
        assertThatThrownBy(() -> people.count(Person.TAGS.whole().is(List.of("red"))))
                .hasMessageContaining("Person.tags is a list");
        assertThatThrownBy(() ->
                        people.find(Query.<Person>all().by(Person.TAGS.whole().ascending())))
                .hasMessageContaining("cannot be sorted by Person.tags");
        assertThatThrownBy(() ->
                        people.patch(Person.named("x").id(), Person.TAGS.whole().plus(1)))
                .hasMessageContaining("no whole number");
    }

    @Test
    void what_cannot_be_stored_cannot_be_in_a_list() {
        assertFaultAt("/tags", () -> people.insert(Person.named("ada").tagged("a\0b")));
        assertFaultAt("/tags", () -> people.count(Person.TAGS.has("a\0b")));
    }

    @Test
    void a_smaller_record_is_read_in_place_of_the_whole() {
        people.insertAll(List.of(Person.named("ada").tagged("red"), Person.named("bob")));
        var query = Query.<Person>all().by(Person.EMAIL.descending());

        assertThat(people.find(query, AS_BADGE))
                .containsExactly(new Badge("bob", List.of()), new Badge("ada", List.of("red")));
        var first = people.page(query, java.util.Optional.empty(), 1, AS_NAME);
        assertThat(first.items()).extracting(Name::name).containsExactly("bob");
        assertThat(people.page(query, first.next(), 1, AS_NAME).items())
                .extracting(Name::name)
                .containsExactly("ada");
    }

    @Test
    void a_cursor_is_good_for_the_same_query_in_another_shape() {
        insert("a", "b", "c");
        var query = Query.<Person>all().by(Person.NAME.ascending());
        var cursor = people.page(query, java.util.Optional.empty(), 1, AS_NAME).next();

        assertThat(people.page(query, cursor, 5).items())
                .extracting(Person::name)
                .containsExactly("b", "c");
    }

    @Test
    void a_stream_holds_every_record_of_the_query() {
        for (var part = 0; part < 3; part++) {
            var from = part * 900;
            people.insertAll(IntStream.range(from, from + 900)
                    .mapToObj(number -> Person.named("p" + number).worth(number))
                    .toList());
        }

        var points = people.stream(Query.<Person>all().by(Person.POINTS.ascending()))
                .map(Person::points)
                .toList();

        assertThat(points).hasSize(2700).isSorted();
        assertThat(people.stream(Query.where(Person.POINTS.atLeast(2690L)))).hasSize(10);
        assertThat(people.stream(Query.where(Person.NAME.is("nobody")))).isEmpty();
    }

    @Test
    void a_stream_reads_no_further_than_it_is_used() {
        insert("a", "b", "c");

        assertThat(people.stream(Query.<Person>all().by(Person.NAME.ascending()))
                        .findFirst())
                .map(Person::name)
                .hasValue("a");
    }

    private List<String> names(Filter<Person> filter) {
        return people.find(Query.where(filter).by(Person.NAME.ascending())).stream()
                .map(Person::name)
                .toList();
    }
}
