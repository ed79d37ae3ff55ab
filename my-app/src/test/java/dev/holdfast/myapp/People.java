package dev.holdfast.myapp;

import dev.holdfast.accounts.Registered;
import dev.holdfast.accounts.password.Password;
import dev.holdfast.myapp.models.NewUser;
import dev.holdfast.myapp.models.User;
import dev.holdfast.myapp.services.UserService;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.TestClient;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** The people of a backend, as many as a test asks for: nobody signs in twice, since that is limited. */
final class People {

    private final AtomicReference<UserService> users = new AtomicReference<>();
    private final Backend backend = Fixture.backend(folder -> {
        var app = MyApp.open(Fixture.settings(folder), FakeClock.atNoon());
        users.set(app.users());
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

    private UserService users() {
        return Objects.requireNonNull(users.get(), "the backend has to be registered with the test");
    }

    private static NewUser draft() {
        var name = freshName();
        return new NewUser(name, name + "@example.com", new Password(Fixture.PASSWORD));
    }
}
