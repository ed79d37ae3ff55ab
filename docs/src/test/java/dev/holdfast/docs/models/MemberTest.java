package dev.holdfast.docs.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Fault;
import dev.holdfast.Hidden;
import dev.holdfast.Problem;
import dev.holdfast.accounts.password.Passwords;
import dev.holdfast.data.Database;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.data.Query;
import dev.holdfast.data.Repository;
import dev.holdfast.data.Schema;
import dev.holdfast.data.UniqueViolation;
import dev.holdfast.json.Binding;
import dev.holdfast.json.Json;
import dev.holdfast.myapp.models.Role;
import dev.holdfast.myapp.models.UserId;
import dev.holdfast.testkit.FakeClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schema of the guide's users, with its hook, holds as one record. */
class MemberTest {

    private final FakeClock clock = FakeClock.atNoon();
    private final Binding binding = new Binding(new Json());
    private final Passwords passwords = new Passwords(4);

    @TempDir
    Path folder;

    private Database database;
    private Repository<Member, UserId> stored;
    private MemberService members;

    @BeforeEach
    void open() {
        database = Database.open(DatabaseOptions.of("sqlite:" + folder.resolve("members.db"))
                .schemas(Schema.of("app", "models/migration", Member.MODEL))
                .clock(clock));
        stored = database.repository(Member.MODEL);
        members = new MemberService(database, passwords, clock);
    }

    @AfterEach
    void close() {
        database.close();
        passwords.close();
    }

    @Test
    void text_is_trimmed_and_addresses_are_lowercased() {
        var ann = members.add(draft("  Ann ", " ANN@Example.org ", "password123"));

        assertThat(stored.findById(ann.id())).hasValueSatisfying(found -> {
            assertThat(found.name()).isEqualTo("Ann");
            assertThat(found.email()).isEqualTo("ann@example.org");
        });
    }

    @Test
    void what_the_schema_requires_is_required_at_the_edge_and_in_the_table() {
        var faults = new Fault[] {
            new Fault("/name", "must not be blank"),
            new Fault("/email", "must be an e-mail address"),
            new Fault("/password", "must have at least 8 characters")
        };

        assertFaults(() -> draft(" ", "nobody", "1234567"), faults);
        assertFaults(() -> stored.insert(member(" ", "nobody", "1234567")), faults);
        assertFaults(() -> members.add(new NewMember(" ", "nobody", "1234567")), faults);
        assertFaults(
                () -> binding.of(NewMember.class, Map.of()),
                new Fault("/name", "is required"),
                new Fault("/email", "is required"),
                new Fault("/password", "is required"));
    }

    @Test
    void an_address_is_taken_only_once_however_it_is_written() {
        members.add(draft("Ann", "ann@example.org", "password123"));

        assertThatThrownBy(() -> members.add(draft("Ann", "ANN@example.org", "password123")))
                .isInstanceOf(UniqueViolation.class);
    }

    @Test
    @SuppressWarnings("NullAway") // a null is what the default is for
    void a_role_is_one_of_two_and_that_of_a_user_unless_told() {
        var now = clock.instant();
        var ann = stored.insert(
                new Member(UserId.next(clock), "Ann", "ann@example.org", Hidden.of("password123"), null, now, now));

        assertThat(ann.role()).isEqualTo(Role.USER);
    }

    @Test
    void times_are_kept_by_the_repository() {
        var ann = members.add(draft("Ann", "ann@example.org", "password123"));
        clock.advance(Duration.ofMinutes(5));

        var changed = members.change(ann.id(), new MemberChange(Optional.of("Ann S."), Optional.empty()));

        assertThat(changed.createdAt()).isEqualTo(ann.createdAt());
        assertThat(changed.updatedAt()).isEqualTo(ann.createdAt().plus(Duration.ofMinutes(5)));
    }

    @Test
    void a_password_is_read_only_when_asked_for_and_never_shown() {
        var ann = members.add(draft("Ann", "ann@example.org", "password123"));

        assertThat(stored.findById(ann.id()).orElseThrow().password().known()).isEmpty();
        assertThat(new Json().read(new Json().write(ann)).has("password")).isFalse();
        assertThat(ann.toString()).doesNotContain("$2");
    }

    @Test
    void a_password_is_hashed_when_it_is_new_and_skipped_when_it_is_not_modified() {
        var ann = members.add(draft("Ann", "ann@example.org", "password123"));
        var first = hashOf(ann);
        assertThat(first).startsWith("$2b$04$").hasSize(60);

        members.change(ann.id(), new MemberChange(Optional.of("Ann S."), Optional.empty()));
        assertThat(hashOf(ann)).isEqualTo(first);

        members.change(ann.id(), new MemberChange(Optional.empty(), Optional.of("another one")));
        assertThat(hashOf(ann)).startsWith("$2b$04$").isNotEqualTo(first);
    }

    @Test
    void a_password_that_is_too_long_is_refused_as_every_other_fault() {
        assertFaults(
                () -> members.add(draft("Ann", "ann@example.org", "x".repeat(257))),
                new Fault("/password", "must have at most 256 characters"));
    }

    private NewMember draft(String name, String email, String password) {
        return binding.of(NewMember.class, Map.of("name", name, "email", email, "password", password));
    }

    private Member member(String name, String email, String password) {
        return new Member(
                UserId.next(clock), name, email, Hidden.of(password), Role.USER, Instant.EPOCH, Instant.EPOCH);
    }

    private String hashOf(Member member) {
        return stored.findOne(Query.where(Member.ID.is(member.id())).including(Member.PASSWORD))
                .flatMap(found -> found.password().known())
                .orElseThrow();
    }

    private static void assertFaults(ThrowingCallable call, Fault... faults) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.faults()).containsExactly(faults));
    }
}
