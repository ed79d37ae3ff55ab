package dev.holdfast.myapp;

import dev.holdfast.Problem;
import dev.holdfast.app.CannotStart;
import dev.holdfast.config.BadConfig;
import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.PendingMigrations;
import dev.holdfast.myapp.config.Settings;
import dev.holdfast.ops.Logs;
import dev.holdfast.routing.BadRoutes;
import dev.holdfast.server.CannotListen;
import java.nio.file.Path;

/** Where the program starts: no argument serves, {@code --help} tells the rest. */
final class Main {

    private static final int WRONG_USE = 2;
    private static final int FAILED = 1;

    private Main() {}

    static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        try {
            if (arguments.length == 0) {
                // Not in one expression: the class would be loaded, and its logger made, before the log is started.
                var settings = settings();
                return new Serve(settings).call();
            }
            return Commands.execute(Main::failed, arguments);
        } catch (Exception failure) {
            return failed(failure);
        }
    }

    /** Reads the settings and starts the log. */
    static Settings settings() {
        var settings = Settings.read(System.getenv(), Path.of(""));
        Logs.start(settings.logs());
        return settings;
    }

    /** What a person can mend is told in a line; only what they cannot comes with its stack. */
    private static int failed(Exception failure) {
        var isExpected = failure instanceof BadConfig
                || failure instanceof CannotListen
                || failure instanceof CannotStart
                || failure instanceof DatabaseFailure
                || failure instanceof BadRoutes
                || failure instanceof Problem;
        if (isExpected) {
            System.err.println("my-app: " + failure.getMessage());
            if (failure instanceof PendingMigrations) {
                System.err.println(
                        "Run my-app migrate to apply them, or set MIGRATE=at-start to let each start do so.");
            }
            if (failure instanceof Problem problem) {
                problem.faults().forEach(fault -> System.err.println("  " + fault.pointer() + " " + fault.message()));
            }
        } else {
            failure.printStackTrace();
        }
        return failure instanceof BadConfig ? WRONG_USE : FAILED;
    }
}
