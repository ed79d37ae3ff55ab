package dev.holdfast.myapp;

import dev.holdfast.accounts.password.Password;
import dev.holdfast.app.AppDraft;
import dev.holdfast.myapp.config.Settings;
import dev.holdfast.myapp.models.NewUser;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** The reference backend as the tests run it: on a database of its own, with a clock that stands still. */
final class Fixture {

    /** Named so that {@link Canaries} recognise it wherever it turns up. */
    static final String PASSWORD = "canary-of-a-password";

    /** Named like the password, and for the same reason. */
    static final String SECRET = "canary-of-the-secret-that-signs-access-tokens";

    private Fixture() {}

    static Settings settings(Path folder) {
        return settings(folder, Map.of());
    }

    /** The settings of the tests, with some more. */
    static Settings settings(Path folder, Map<String, String> more) {
        var variables = new HashMap<>(variables(folder));
        variables.putAll(more);
        return Settings.read(variables, folder);
    }

    /** What the environment says to a backend of the tests. */
    static Map<String, String> variables(Path folder) {
        return Map.of(
                "APP_ENV", "test",
                "RATE_LIMIT", "off",
                "TRUSTED_PROXIES", "127.0.0.0/8",
                "DATABASE_URL", TestDatabase.in(folder),
                "JWT_SECRET", SECRET);
    }

    /** The backend with one admin, root@example.com. */
    static Backend backend(FakeClock clock) {
        return backend(clock, _ -> {});
    }

    /** The same, for tests that want to know the folder of the database. */
    static Backend backend(FakeClock clock, Consumer<Path> tell) {
        return backend(clock, tell, Map.of());
    }

    /** The same, with other settings. */
    static Backend backend(FakeClock clock, Consumer<Path> tell, Map<String, String> more) {
        return backend(folder -> {
            tell.accept(folder);
            return serving(folder, clock, more);
        });
    }

    /** A backend whose answers are looked through for what must never be told; all of them are made here. */
    static Backend backend(Function<Path, AppDraft> program) {
        return Backend.of(program).watchedBy(CanaryWatch::answered);
    }

    /** The same for one test, which closes it. */
    static Backend started(FakeClock clock, Map<String, String> more) {
        return Backend.started(folder -> serving(folder, clock, more), CanaryWatch::answered);
    }

    private static AppDraft serving(Path folder, FakeClock clock, Map<String, String> more) {
        var app = MyApp.open(settings(folder, more), clock);
        app.users().createAdmin(new NewUser("Root", "root@example.com", new Password(PASSWORD)));
        return app.serving();
    }

    static Map<String, Object> newUser(String name) {
        return Map.of(
                "name", name, "email", name.toLowerCase(java.util.Locale.ROOT) + "@example.com", "password", PASSWORD);
    }
}
