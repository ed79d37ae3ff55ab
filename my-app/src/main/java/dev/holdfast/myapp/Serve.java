package dev.holdfast.myapp;

import dev.holdfast.app.App;
import dev.holdfast.json.Binding;
import dev.holdfast.json.Json;
import dev.holdfast.myapp.config.Mode;
import dev.holdfast.myapp.config.Settings;
import dev.holdfast.myapp.models.NewUser;
import dev.holdfast.ops.Logs;
import dev.holdfast.server.Listen;
import dev.holdfast.server.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves until the process is told to stop. */
final class Serve implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.myapp");

    /** As long as a load balancer may take to see that the program is not ready any more. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Settings settings;

    Serve(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws InterruptedException {
        var app = open();
        var server = start(app);
        var signals = new Signals();
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                    signals.endAtOnce();
                    LOG.info("stopping: requests under way are finished first");
                    try {
                        server.close();
                    } finally {
                        app.close();
                        Logs.flush();
                    }
                }));
        greet(server.port());
        server.awaitClosed();
        return 0;
    }

    /** Opens the database while another thread loads what is needed after it: a start is mostly the loading of classes. */
    App open() {
        Thread.ofPlatform().daemon().name("ahead").start(() -> new Binding(new Json()).check(NewUser.class));
        return MyApp.open(settings, Clock.systemUTC()).serving().build();
    }

    Server start(App app) {
        try {
            var grace = settings.appEnv() == Mode.PRODUCTION ? GRACE : Duration.ZERO;
            var listen = Listen.on(settings.host(), settings.port().number())
                    .servingOn(grace)
                    .exempting(settings.trustedProxies()::trust);
            return Server.start(app, listen);
        } catch (RuntimeException failure) {
            app.close();
            throw failure;
        }
    }

    private void greet(int port) {
        LOG.info("listening on {}, port {} ({})", settings.host(), port, settings.appEnv());
        if (settings.appEnv() == Mode.DEVELOPMENT) {
            System.out.println(greeting(settings.reachableAt(port), settings));
        }
        if (settings.appEnv() == Mode.PRODUCTION && Files.exists(Path.of(".env"))) {
            LOG.warn("there is a .env file here, and production does not read it: set variables instead");
        }
    }

    private static String greeting(String place, Settings settings) {
        var secret = settings.jwtSecret().isPresent()
                ? ""
                : "\n  JWT_SECRET is not set: one was made for this start, and access tokens made now do not hold after the next.\n";
        return """

                  my-app is ready at http://%1$s, and its data lies in %2$s.
                %3$s
                  Open it in two windows of a browser to register, see products and chat. Or by hand:

                    curl -X POST %1$s/api/v1/users -H 'Content-Type: application/json' -d '{"name":"Ann","email":"ann@example.com","password":"password123"}'
                    TOKEN=$(curl -s -X POST %1$s/api/v1/auth/login -H 'Content-Type: application/json' -d '{"email":"ann@example.com","password":"password123"}' | sed 's/.*"accessToken":"\\([^"]*\\)".*/\\1/')
                    curl %1$s/api/v1/users/me -H "Authorization: Bearer $TOKEN"
                """.formatted(place, settings.dataPlace(), secret);
    }
}
