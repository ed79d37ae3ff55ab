package dev.holdfast.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.accounts.audit.Audit;
import dev.holdfast.accounts.audit.AuditKind;
import dev.holdfast.accounts.identity.Identities;
import dev.holdfast.accounts.machine.ApiKeys;
import dev.holdfast.accounts.mailed.MailedSecrets;
import dev.holdfast.accounts.mailed.Purpose;
import dev.holdfast.accounts.session.Client;
import dev.holdfast.accounts.session.Sessions;
import dev.holdfast.data.Database;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.testkit.FakeClock;
import java.net.InetAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the tables of accounts in time. */
class UpkeepTest {

    private static final String ANN = "ann";
    private static final Duration LIFE = Duration.ofDays(30);
    private static final Duration KEPT = Duration.ofDays(90);

    @TempDir
    Path folder;

    private final FakeClock clock = FakeClock.atNoon();
    private Database database;
    private Stores stores;
    private Upkeep upkeep;

    @BeforeEach
    void open() {
        database = Database.open(DatabaseOptions.of("sqlite:" + folder.resolve("test.db"))
                .schemas(Accounts.SCHEMA)
                .clock(clock));
        stores = new Stores(
                new Credentials(database, clock),
                new Identities(database, clock),
                new Sessions(database, () -> new byte[32], LIFE, clock),
                new MailedSecrets(database, clock),
                new ApiKeys(database, clock),
                new Audit(database, clock));
        upkeep = new Upkeep(stores, KEPT, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void fill() {
        stores.sessions().open(ANN, new Client(InetAddress.getLoopbackAddress(), "a test"));
        stores.secrets().make(Purpose.RESET, ANN, "ann@example.com");
        stores.keys().make("importer", List.of("products:write"), ANN, LIFE);
        stores.audit().of(AuditKind.SIGNED_IN, ANN);
    }

    private List<Long> rows() {
        return List.of(
                stored("account_sessions"),
                stored("account_mailed_secrets"),
                stored("account_keys"),
                stored("account_events"));
    }

    private long stored(String table) {
        return database.natively(Connection.class, connection -> {
            try (var statement = connection.createStatement();
                    var found = statement.executeQuery("SELECT count(*) FROM " + table)) {
                found.next();
                return found.getLong(1);
            }
        });
    }

    @Test
    void what_has_not_ended_stays() {
        fill();
        upkeep.removeEnded();
        assertThat(rows()).containsExactly(1L, 1L, 1L, 1L);
    }

    @Test
    void what_has_ended_is_removed_each_at_its_own_time() {
        fill();
        clock.advance(Duration.ofMinutes(31));
        upkeep.removeEnded();
        assertThat(rows()).containsExactly(1L, 0L, 1L, 1L);

        clock.advance(LIFE);
        upkeep.removeEnded();
        assertThat(rows()).containsExactly(0L, 0L, 0L, 1L);

        clock.advance(KEPT);
        upkeep.removeEnded();
        assertThat(rows()).containsExactly(0L, 0L, 0L, 0L);
    }

    @Test
    void who_is_forgotten_leaves_nothing_they_could_come_in_by() {
        var _ = stores.credentials().begin(ANN, Credentials.NO_PASSWORD, Optional.empty());
        var _ = stores.identities().link("https://id.example.com", "42", ANN, "work");
        fill();

        stores.forget(ANN);

        assertThat(rows()).containsExactly(0L, 0L, 0L, 1L);
        assertThat(stored("account_credentials")).isZero();
        assertThat(stored("account_identities")).isZero();
    }
}
