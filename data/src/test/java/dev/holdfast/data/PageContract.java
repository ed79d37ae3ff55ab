package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds when lists are read page by page. */
abstract class PageContract extends StoreContract {

    private static final Query<Person> BY_NAME = Query.<Person>all().by(Person.NAME.ascending());

    @Test
    void pages_together_are_the_whole_list() {
        insert("a", "b", "c", "d", "e");

        assertThat(walk(BY_NAME, 2)).containsExactly("a", "b", "c", "d", "e");
        assertThat(walk(BY_NAME, 5)).containsExactly("a", "b", "c", "d", "e");
        assertThat(walk(BY_NAME, 6)).containsExactly("a", "b", "c", "d", "e");
        assertThat(people.page(BY_NAME, Optional.empty(), 5).next()).isEmpty();
    }

    @Test
    void every_order_reaches_every_record_once() {
        people.insertAll(IntStream.range(0, 23).mapToObj(PageContract::someone).toList());

        for (var query : List.of(
                Query.<Person>all(),
                Query.<Person>all().by(Person.AGE.ascending()),
                Query.<Person>all().by(Person.AGE.descending()),
                Query.<Person>all().by(Person.MOOD.descending()).by(Person.AGE.ascending()),
                Query.<Person>all().by(Person.AGE.descending()).by(Person.MOOD.ascending()),
                Query.<Person>all().by(Person.CREATED_AT.descending()).by(Person.SCORE.descending()),
                Query.<Person>all().by(Person.ACTIVE.ascending()).by(Person.ID.descending()))) {
            var whole = people.find(query).stream().map(Person::name).toList();

            assertThat(walk(query, 4)).hasSize(23).isEqualTo(whole);
        }
    }

    private static Person someone(int number) {
        var person = Person.named("p" + number).moody(number % 2 == 0 ? Mood.CALM : Mood.CROSS);
        return number % 3 == 0 ? person : person.aged(number % 5);
    }

    @Test
    void what_is_inserted_meanwhile_neither_repeats_nor_hides_a_record() {
        insert("b", "d", "f", "h");
        var first = people.page(BY_NAME, Optional.empty(), 2);

        insert("a", "c", "e");

        var second = people.page(BY_NAME, first.next(), 10);
        assertThat(second.items()).extracting(Person::name).containsExactly("e", "f", "h");
    }

    @Test
    void records_of_the_same_moment_are_told_apart_by_their_ids() {
        insert("a", "b", "c");
        clock.advance(Duration.ofSeconds(1));
        insert("d");

        assertThat(walk(Query.<Person>all().by(Person.CREATED_AT.descending()), 1))
                .hasSize(4)
                .startsWith("d");
    }

    @Test
    void a_filter_holds_on_every_page() {
        insert("a1", "a2", "a3", "b1");

        assertThat(walk(BY_NAME.and(Person.NAME.startsWith("a")), 1)).containsExactly("a1", "a2", "a3");
    }

    @Test
    void a_cursor_that_was_changed_is_refused() {
        insert("a", "b", "c");
        var cursor = people.page(BY_NAME, Optional.empty(), 1).next().orElseThrow();
        for (var index = 0; index < cursor.length(); index++) {
            var other = cursor.charAt(index) == 'A' ? 'B' : 'A';
            var changed = cursor.substring(0, index) + other + cursor.substring(index + 1);
            if (index < cursor.length() - 1) {
                assertFaultAt("/cursor", () -> people.page(BY_NAME, Optional.of(changed), 1));
            }
        }
    }

    @Test
    void nonsense_is_no_cursor() {
        for (var nonsense : List.of("", "x", "%%%", "AAAA", "A".repeat(100), "A".repeat(100_000), "é")) {
            assertFaultAt("/cursor", () -> people.page(BY_NAME, Optional.of(nonsense), 1));
        }
    }

    @Test
    void a_cursor_of_another_query_is_refused() {
        insert("a", "b", "c");
        var cursor = people.page(BY_NAME, Optional.empty(), 1).next();

        assertFaultAt("/cursor", () -> people.page(Query.<Person>all().by(Person.EMAIL.ascending()), cursor, 1));
        assertFaultAt("/cursor", () -> people.page(Query.<Person>all().by(Person.NAME.descending()), cursor, 1));
        assertFaultAt("/cursor", () -> people.page(BY_NAME.and(Person.NAME.isNot("a")), cursor, 1));
        assertFaultAt("/cursor", () -> teams.page(Query.<Team>all().by(Team.TITLE.ascending()), cursor, 1));
    }

    @Test
    void a_cursor_is_good_whatever_the_order_of_the_values_asked_for() {
        insert("a", "b", "c");
        var one = Query.where(Person.NAME.in(Set.of("a", "b")));
        var other = Query.where(Person.NAME.in(Set.of("b", "a")));
        var cursor = people.page(one, Optional.empty(), 1).next();

        assertThat(people.page(other, cursor, 1).items()).hasSize(1);
    }

    @Test
    void L6_a_page_has_a_sensible_limit() {
        for (var limit : List.of(0, -1, Query.MOST + 1, Integer.MAX_VALUE)) {
            assertFaultAt("/limit", () -> people.page(BY_NAME, Optional.empty(), limit));
        }
    }

    @Test
    void a_cursor_never_carries_what_is_hidden() {
        assertThatThrownBy(() -> people.page(Query.<Person>all().by(Person.SECRET.ascending()), Optional.empty(), 1))
                .hasMessageContaining("cannot be sorted by Person.secret");
    }

    @Test
    void texts_of_any_length_are_sorted_by_page_for_page() {
        var names = IntStream.of(2_000, 2_900, 3_000, 3_100, 20_000, 200_000)
                .mapToObj(PageContract::lengthy)
                .toList();
        insertNamed(names);

        assertThat(walk(BY_NAME, 1)).isEqualTo(names);
        assertThat(walk(Query.<Person>all().by(Person.AGE.descending()).by(Person.NAME.descending()), 2))
                .isEqualTo(names.reversed());
    }

    @Test
    void texts_of_any_length_are_read_as_smaller_records_page_for_page() {
        insertNamed(List.of(lengthy(5_000), lengthy(6_000)));
        var ages = Person.MODEL.projection(Aged.class);
        var first = people.page(BY_NAME, Optional.empty(), 1, ages);

        assertThat(people.page(BY_NAME, first.next(), 1, ages).items()).hasSize(1);
    }

    private record Aged(Optional<Integer> age) {}

    @Test
    void a_cursor_always_fits_into_the_line_of_a_request() {
        insertNamed(List.of(lengthy(3_000), lengthy(50_000), lengthy(60_000)));
        var first = people.page(BY_NAME, Optional.empty(), 1).next();
        var second = people.page(BY_NAME, first, 1).next();

        assertThat(first).hasValueSatisfying(cursor -> assertThat(cursor).hasSizeLessThan(5_000));
        assertThat(second).hasValueSatisfying(cursor -> assertThat(cursor).hasSizeLessThan(5_000));
    }

    @Test
    void a_cursor_after_a_long_text_is_refused_where_its_record_is_not_what_it_was() {
        insertNamed(List.of(lengthy(5_000), lengthy(6_000)));
        var page = people.page(BY_NAME, Optional.empty(), 1);
        var last = page.items().getFirst();

        var renamed = people.update(last.with("another"));
        assertFaultAt("/cursor", () -> people.page(BY_NAME, page.next(), 1));
        people.update(renamed.with(last.name()));
        assertThat(people.page(BY_NAME, page.next(), 1).items()).hasSize(1);
        people.deleteById(last.id());
        assertFaultAt("/cursor", () -> people.page(BY_NAME, page.next(), 1));
    }

    @Test
    void a_cursor_after_a_long_text_that_was_changed_is_refused() {
        insertNamed(List.of(lengthy(5_000), lengthy(6_000)));
        var cursor = people.page(BY_NAME, Optional.empty(), 1).next().orElseThrow();
        for (var index = 0; index < cursor.length() - 1; index++) {
            var other = cursor.charAt(index) == 'A' ? 'B' : 'A';
            var changed = cursor.substring(0, index) + other + cursor.substring(index + 1);
            assertFaultAt("/cursor", () -> people.page(BY_NAME, Optional.of(changed), 1));
        }
    }

    @Test
    void a_stream_goes_on_after_texts_of_any_length_and_records_that_are_deleted() {
        var many = IntStream.range(0, 2_010)
                .mapToObj(number -> Person.of("%04d".formatted(number) + lengthy(4_000), number + "@example.org"))
                .toList();
        many.stream().gather(Gatherers.windowFixed(500)).forEach(people::insertAll);

        assertThat(people.stream(BY_NAME).filter(person -> people.deleteById(person.id())))
                .hasSize(2_010);
        assertThat(people.count(Filter.all())).isZero();
    }

    private static String lengthy(int letters) {
        return "x".repeat(letters);
    }

    private void insertNamed(List<String> names) {
        for (var index = 0; index < names.size(); index++) {
            people.insert(Person.of(names.get(index), index + "@example.org"));
        }
    }

    private List<String> walk(Query<Person> query, int limit) {
        var names = new ArrayList<String>();
        var cursor = Optional.<String>empty();
        do {
            var page = people.page(query, cursor, limit);
            page.items().forEach(person -> names.add(person.name()));
            cursor = page.next();
        } while (cursor.isPresent() && names.size() < 1_000);
        return names;
    }
}
