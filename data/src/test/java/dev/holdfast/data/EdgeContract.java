package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds at the edges of what can be kept. */
abstract class EdgeContract implements Place {

    @Table("visits")
    record Visit(
            @Id UUID id,
            Instant begun,
            Optional<Instant> ended,
            List<Instant> seen,
            int count,
            Optional<Integer> extra,
            long total,
            @CreatedAt Instant createdAt) {

        static Visit of(Instant begun, int count, long total) {
            return new Visit(
                    UUID.randomUUID(), begun, Optional.empty(), List.of(), count, Optional.empty(), total, Instant.MIN);
        }

        Visit ended(Instant moment) {
            return new Visit(id, begun, Optional.of(moment), seen, count, extra, total, createdAt);
        }

        Visit seen(Instant... moments) {
            return new Visit(id, begun, ended, List.of(moments), count, extra, total, createdAt);
        }

        Visit extra(int more) {
            return new Visit(id, begun, ended, seen, count, Optional.of(more), total, createdAt);
        }
    }

    private static final Model<Visit, UUID> VISIT = Model.of(Visit.class, UUID.class);
    private static final Field<Visit, Instant> BEGUN = VISIT.field("begun", Instant.class);
    private static final Field<Visit, Instant> ENDED = VISIT.field("ended", Instant.class);
    private static final ListField<Visit, Instant> SEEN = VISIT.list("seen", Instant.class);
    private static final Field<Visit, Integer> COUNT = VISIT.field("count", int.class);
    private static final Field<Visit, Integer> EXTRA = VISIT.field("extra", Integer.class);
    private static final Field<Visit, Long> TOTAL = VISIT.field("total", long.class);
    private static final Instant EARLIEST = Instant.parse("-4712-01-01T00:00:00.001Z");
    private static final Instant LATEST = Instant.parse("+294276-12-31T23:59:59.998Z");

    @TempDir
    Path folder;

    private Database database;
    private Repository<Visit, UUID> visits;

    @BeforeEach
    void open() throws Exception {
        var own = new MigrationFolder(folder).with("V1__visits.sqlite.sql", """
                        CREATE TABLE visits (id TEXT PRIMARY KEY, begun INTEGER NOT NULL, ended INTEGER, seen TEXT NOT NULL,
                            count INTEGER NOT NULL, extra INTEGER, total INTEGER NOT NULL, created_at INTEGER NOT NULL);
                        """).with("V1__visits.postgresql.sql", """
                        CREATE TABLE visits (id uuid PRIMARY KEY, begun timestamptz NOT NULL, ended timestamptz, seen jsonb NOT NULL,
                            count integer NOT NULL, extra integer, total bigint NOT NULL, created_at timestamptz NOT NULL);
                        """);
        database = own.seen(() -> Database.open(empty(folder)
                .schemas(Person.SCHEMA, Schema.of("own", MigrationFolder.NAME, VISIT))
                .cursorKey("a key of sixteen".getBytes(StandardCharsets.UTF_8))));
        visits = database.repository(VISIT);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void calls_may_take_an_hour_and_no_longer() throws IOException {
        var options = empty(Files.createDirectory(folder.resolve("another"))).schemas(Person.SCHEMA);

        try (var patient = Database.open(options.timeout(DatabaseOptions.LONGEST_TIMEOUT))) {
            patient.ping();
            assertThat(patient.repository(Person.MODEL)
                            .insert(Person.named("ada"))
                            .name())
                    .isEqualTo("ada");
        }
        for (var tooLong :
                List.of(Duration.ofHours(1).plusMillis(1), Duration.ofDays(30), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThatThrownBy(() -> options.timeout(tooLong)).hasMessageStartingWith("a timeout is an hour at most");
        }
    }

    @Test
    void moments_that_no_database_keeps_are_compared_as_any_other() {
        var first = visits.insert(Visit.of(EARLIEST, 1, 1).seen(EARLIEST, LATEST));
        var last = visits.insert(Visit.of(LATEST, 2, 2).ended(LATEST));

        for (var early : List.of(Instant.MIN, EARLIEST.minusMillis(1), EARLIEST.minusMillis(2))) {
            assertThat(found(BEGUN.moreThan(early))).containsExactly(first, last);
            assertThat(found(BEGUN.atLeast(early))).containsExactly(first, last);
            assertThat(found(BEGUN.lessThan(early))).isEmpty();
            assertThat(found(BEGUN.atMost(early))).isEmpty();
        }
        for (var late : List.of(Instant.MAX, LATEST.plusMillis(1), LATEST.plusMillis(2))) {
            assertThat(found(BEGUN.lessThan(late))).containsExactly(first, last);
            assertThat(found(BEGUN.atMost(late))).containsExactly(first, last);
            assertThat(found(BEGUN.moreThan(late))).isEmpty();
            assertThat(found(BEGUN.atLeast(late))).isEmpty();
            assertThat(found(BEGUN.is(late))).isEmpty();
            assertThat(found(BEGUN.isNot(late))).containsExactly(first, last);
            assertThat(found(BEGUN.in(List.of(late, LATEST)))).containsExactly(last);
            assertThat(found(ENDED.lessThan(late))).containsExactly(last);
            assertThat(found(SEEN.has(late))).isEmpty();
            assertThat(visits.count(BEGUN.lessThan(late))).isEqualTo(2);
            assertThat(visits.deleteAll(BEGUN.atLeast(late))).isZero();
        }
        assertThat(found(SEEN.has(LATEST))).containsExactly(first);
        assertThat(found(BEGUN.is(EARLIEST))).containsExactly(first);
    }

    @Test
    void pages_are_read_up_to_a_moment_that_no_database_keeps() {
        visits.insertAll(List.of(Visit.of(EARLIEST, 1, 1), Visit.of(LATEST, 2, 2)));
        var all = Query.where(BEGUN.lessThan(Instant.MAX)).by(BEGUN.ascending());

        var next = visits.page(all, Optional.empty(), 1).next();

        assertThat(visits.page(all, next, 1).items()).extracting(Visit::begun).containsExactly(LATEST);
    }

    @Test
    void moments_that_not_every_database_keeps_are_not_stored() {
        var visit = visits.insert(Visit.of(Instant.EPOCH, 1, 1));

        for (var far : List.of(Instant.MIN, Instant.MAX, EARLIEST.minusMillis(1), LATEST.plusMillis(1))) {
            StoreContract.assertFaultAt("/begun", () -> visits.insert(Visit.of(far, 1, 1)));
            StoreContract.assertFaultAt("/ended", () -> visits.update(visit.ended(far)));
            StoreContract.assertFaultAt("/seen", () -> visits.update(visit.seen(Instant.EPOCH, far)));
            StoreContract.assertFaultAt("/begun", () -> visits.patch(visit.id(), BEGUN.to(far)));
            StoreContract.assertFaultAt("/seen", () -> visits.patch(visit.id(), SEEN.pushed(far)));
        }
        assertThat(visits.find(Query.all())).containsExactly(visit);
    }

    @Test
    void a_sum_that_its_field_cannot_hold_is_refused_and_changes_nothing() {
        var high = visits.insert(Visit.of(Instant.EPOCH, Integer.MAX_VALUE - 1, Long.MAX_VALUE - 1));
        var low = visits.insert(Visit.of(Instant.EPOCH, Integer.MIN_VALUE + 1, Long.MIN_VALUE + 1));

        for (var patch :
                List.of(COUNT.plus(2), TOTAL.plus(2), TOTAL.plus(Long.MAX_VALUE), COUNT.plus(Long.MAX_VALUE))) {
            assertOutOfRange(() -> visits.patch(high.id(), patch));
            assertOutOfRange(() -> visits.updateAll(Filter.all(), patch));
            assertOutOfRange(() -> visits.patch(
                    high.id(), BEGUN.to(Instant.EPOCH.plusSeconds(1)).and(patch)));
        }
        for (var patch :
                List.of(COUNT.plus(-2), TOTAL.plus(-2), TOTAL.plus(Long.MIN_VALUE), COUNT.plus(Long.MIN_VALUE))) {
            assertOutOfRange(() -> visits.patch(low.id(), patch));
            assertOutOfRange(() -> visits.updateAll(Filter.all(), patch));
        }

        assertThat(visits.find(Query.all())).containsExactlyInAnyOrder(high, low);
    }

    @Test
    void a_sum_reaches_the_very_edges_of_its_field() {
        var high = visits.insert(Visit.of(Instant.EPOCH, Integer.MAX_VALUE - 1, Long.MAX_VALUE - 1));
        var low = visits.insert(Visit.of(Instant.EPOCH, Integer.MIN_VALUE + 1, Long.MIN_VALUE + 1));

        assertThat(visits.patch(high.id(), COUNT.plus(1).and(TOTAL.plus(1)))).hasValueSatisfying(visit -> {
            assertThat(visit.count()).isEqualTo(Integer.MAX_VALUE);
            assertThat(visit.total()).isEqualTo(Long.MAX_VALUE);
        });
        assertThat(visits.patch(low.id(), COUNT.plus(-1).and(TOTAL.plus(-1)))).hasValueSatisfying(visit -> {
            assertThat(visit.count()).isEqualTo(Integer.MIN_VALUE);
            assertThat(visit.total()).isEqualTo(Long.MIN_VALUE);
        });
        assertThat(visits.patch(UUID.randomUUID(), COUNT.plus(1))).isEmpty();
    }

    @Test
    void what_is_absent_is_never_out_of_range() {
        var none = visits.insert(Visit.of(Instant.EPOCH, 1, 1));
        var most = visits.insert(Visit.of(Instant.EPOCH, 2, 2).extra(Integer.MAX_VALUE));

        assertThat(visits.patch(none.id(), EXTRA.plus(1))).contains(none);
        assertOutOfRange(() -> visits.patch(most.id(), EXTRA.plus(1)));
        assertOutOfRange(() -> visits.updateAll(Filter.all(), EXTRA.plus(1)));
        assertThat(visits.updateAll(Filter.all(), EXTRA.plus(-1))).isEqualTo(2);
        assertThat(visits.findById(most.id())).contains(most.extra(Integer.MAX_VALUE - 1));
    }

    @Test
    void a_record_that_others_refer_to_is_not_deleted_where_the_database_looks() {
        var teams = database.repository(Team.MODEL);
        var people = database.repository(Person.MODEL);
        var team = teams.insert(new Team(UUID.randomUUID(), "Red"));
        var nobodys = teams.insert(new Team(UUID.randomUUID(), "Blue"));
        people.insert(Person.named("ada").in(team.id()));

        if (database.capabilities().references()) {
            assertReferred(() -> teams.deleteById(team.id()));
            assertReferred(() -> teams.deleteAll(Filter.all()));
            assertReferred(() -> database.inTransaction(() -> teams.deleteById(team.id())));
            assertThat(teams.find(Query.all())).containsExactlyInAnyOrder(team, nobodys);
        } else {
            assertThat(teams.deleteById(team.id())).isTrue();
        }
    }

    private List<Visit> found(Filter<Visit> filter) {
        return visits.find(Query.where(filter).by(COUNT.ascending()));
    }

    private static void assertOutOfRange(ThrowingCallable call) {
        StoreContract.assertRefused(Kind.UNPROCESSABLE, call)
                .hasMessage("a number is larger or smaller than its field can hold");
    }

    private static void assertReferred(ThrowingCallable call) {
        StoreContract.assertRefused(Kind.UNPROCESSABLE, call).hasMessage("others refer to it, so it cannot be deleted");
    }
}
