package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Fault;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What every part of the suite begins with: an empty database of the kind under test. */
abstract class StoreContract implements Place {

    @TempDir
    Path folder;

    final TestClock clock = new TestClock();
    Database database;
    Repository<Person, PersonId> people;
    Repository<Team, UUID> teams;

    @BeforeEach
    void open() {
        database = Database.open(empty(folder)
                .schemas(Person.SCHEMA)
                .clock(clock)
                .cursorKey("a key of sixteen".getBytes(StandardCharsets.UTF_8)));
        people = database.repository(Person.MODEL);
        teams = database.repository(Team.MODEL);
    }

    @AfterEach
    void close() {
        database.close();
    }

    static AbstractThrowableAssert<?, ?> assertRefused(Kind kind, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(kind));
    }

    static AbstractThrowableAssert<?, ?> assertFaultAt(String pointer, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .containsExactly(pointer));
    }

    void insert(String... names) {
        people.insertAll(Arrays.stream(names).map(Person::named).toList());
    }

    Optional<String> secretOf(Person person) {
        return people.findOne(Query.where(Person.ID.is(person.id())).including(Person.SECRET))
                .orElseThrow()
                .secret()
                .known();
    }
}
