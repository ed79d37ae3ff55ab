package dev.holdfast.myapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Problem;
import dev.holdfast.accounts.AccountSettings;
import dev.holdfast.accounts.Accounts;
import dev.holdfast.accounts.Directory;
import dev.holdfast.accounts.Member;
import dev.holdfast.accounts.password.Passwords;
import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.data.Database;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.mail.Mailbox;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** More people who sign in than passwords can be compared. */
class CrowdedSignInTest {

    private static final FakeClock CLOCK = FakeClock.atNoon();
    /** More than find room: each processor has less than twenty. */
    private static final int CROWD = 20 * Runtime.getRuntime().availableProcessors();

    private final Passwords passwords = new Passwords(8);
    private final AtomicInteger lookups = new AtomicInteger();

    private final class Counting implements Directory {

        @Override
        public Optional<Member> byId(String id) {
            return Optional.empty();
        }

        @Override
        public Optional<Member> byEmail(String email) {
            lookups.incrementAndGet();
            return Optional.empty();
        }

        @Override
        public boolean changeEmail(String id, String email) {
            return false;
        }
    }

    private AppDraft program(Path folder) {
        var database = Database.open(DatabaseOptions.of(TestDatabase.in(folder))
                .schemas(Accounts.SCHEMA)
                .clock(CLOCK));
        var settings = AccountSettings.of(
                "crowd", "a key of the tests, of 32 bytes and more".getBytes(StandardCharsets.UTF_8));
        var accounts = new Accounts(settings, database, new Counting(), passwords, new Mailbox(), CLOCK);
        return App.serving(accounts.routes()).authenticatedBy(accounts).closing(() -> {
            accounts.close();
            passwords.close();
            database.close();
        });
    }

    @Test
    void who_finds_no_room_is_refused_before_anything_is_looked_up() throws InterruptedException {
        try (var backend = Backend.started(this::program, CanaryWatch::answered)) {
            var isOver = new AtomicBoolean();
            var crowd = new ArrayList<Thread>();
            for (var index = 0; index < CROWD; index++) {
                crowd.add(Thread.startVirtualThread(() -> keepBusy(isOver)));
            }
            var before = 0;
            Reply reply;
            var attempt = 0;
            do {
                before = lookups.get();
                reply = backend.inMemory()
                        .post(
                                "/auth/login",
                                Map.of("email", "n" + attempt++ + "@example.com", "password", "whatever1"));
            } while (reply.status() == 401);

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.header("Retry-After")).isPresent();
            assertThat(lookups).hasValue(before);
            isOver.set(true);
            for (var each : crowd) {
                each.join();
            }
        }
    }

    private void keepBusy(AtomicBoolean isOver) {
        while (!isOver.get()) {
            try {
                passwords.matchNobody("whatever1");
            } catch (Problem _) {
                LockSupport.parkNanos(100_000);
            }
        }
    }
}
