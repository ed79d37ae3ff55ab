package dev.holdfast.myapp;

import dev.holdfast.Caller;
import dev.holdfast.accounts.Registered;
import dev.holdfast.accounts.password.Password;
import dev.holdfast.myapp.models.Message;
import dev.holdfast.myapp.models.NewMessage;
import dev.holdfast.myapp.models.NewUser;
import dev.holdfast.myapp.models.RoomName;
import dev.holdfast.myapp.models.User;
import dev.holdfast.myapp.services.UserService;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.TestClient;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** The people of a backend, as many as a test asks for: nobody signs in twice, since that is limited. */
final class People {

    private final AtomicReference<MyApp> program = new AtomicReference<>();
    private final FakeClock clock = FakeClock.atNoon();
    private final Backend backend = Fixture.backend(folder -> {
        var app = MyApp.open(Fixture.settings(folder), clock);
        program.set(app);
        return app.serving();
    });

    /** Returns the backend they live in, to be registered with the test. */
    Backend backend() {
        return backend;
    }

    TestClient visitor() {
        return backend.inMemory();
    }

    /** Returns somebody new. */
    User user() {
        return switch (users().register(draft())) {
            case Registered.Now<User>(var user) -> user;
            case Registered.AfterMail<User>() -> throw new AssertionError("addresses are not verified here");
        };
    }

    /** Returns an admin who is new. */
    User admin() {
        return users().createAdmin(draft());
    }

    TestClient signedIn(User user) {
        return visitor().signedIn(user.email(), Fixture.PASSWORD);
    }

    static String freshName() {
        return "u" + UUID.randomUUID().toString().replace("-", "");
    }

    /** Says something in a room, as somebody does over a socket. */
    Message say(User user, String room, String text) {
        clock.advance(Duration.ofMillis(1));
        var who = new Caller.User(user.id().toString(), Set.of(user.role().name()));
        return program().chat().post(who, new RoomName(room), new NewMessage(text, Optional.empty()), _ -> {});
    }

    private UserService users() {
        return program().users();
    }

    private MyApp program() {
        return Objects.requireNonNull(program.get(), "the backend has to be registered with the test");
    }

    private static NewUser draft() {
        var name = freshName();
        return new NewUser(name, name + "@example.com", new Password(Fixture.PASSWORD));
    }
}
