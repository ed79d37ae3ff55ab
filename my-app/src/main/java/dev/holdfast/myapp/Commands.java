package dev.holdfast.myapp;

import dev.holdfast.json.Binding;
import dev.holdfast.json.Json;
import dev.holdfast.myapp.models.NewUser;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands of the program, for people at a terminal. */
@Command(
        name = "my-app",
        description = "The reference backend of Holdfast.",
        mixinStandardHelpOptions = true,
        version = "my-app 0.1.0",
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "",
            "Without a command it serves.",
            "Settings are read from the environment; my-app/.env.example names them."
        },
        subcommands = {
            Commands.ServeCommand.class,
            Migrating.class,
            Backups.Write.class,
            Backups.Restore.class,
            Commands.Admin.class,
            Rehearse.class
        })
final class Commands implements Callable<Integer> {

    /** Stands here and not in {@link Main}, which would load the whole of picocli for a start without a command. */
    static int execute(ToIntFunction<Exception> failed, String... arguments) {
        return new CommandLine(new Commands())
                .setExecutionExceptionHandler((failure, _, _) -> failed.applyAsInt(failure))
                .execute(arguments);
    }

    @Override
    public Integer call() throws Exception {
        return new Serve(Main.settings()).call();
    }

    @Command(name = "serve", description = "Serves until it is told to stop.", mixinStandardHelpOptions = true)
    static final class ServeCommand implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            return new Serve(Main.settings()).call();
        }
    }

    @Command(
            name = "admin",
            description = "Looks after admins.",
            mixinStandardHelpOptions = true,
            subcommands = CreateAdmin.class)
    static final class Admin implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            throw new ParameterException(spec.commandLine(), "What about admins? Say: admin create --email=ADDRESS");
        }
    }

    @Command(
            name = "create",
            description = "Makes an admin. The password is asked for, or read as a line where nobody can be asked.",
            mixinStandardHelpOptions = true)
    static final class CreateAdmin implements Callable<Integer> {

        @Option(
                names = "--email",
                required = true,
                paramLabel = "ADDRESS",
                description = "The address to sign in with.")
        private String email = "";

        @Option(
                names = "--name",
                paramLabel = "NAME",
                defaultValue = "Admin",
                description = "Default: ${DEFAULT-VALUE}.")
        private String name = "Admin";

        @Override
        public Integer call() throws IOException {
            var settings = Main.settings();
            var draft = new Binding(new Json()).of(NewUser.class, new Given(name, email, password()));
            try (var app = MyApp.open(settings, Clock.systemUTC())) {
                var admin = app.users().createAdmin(draft);
                System.out.println("admin " + admin.email() + " is there, with the id " + admin.id());
            }
            return 0;
        }

        private static String password() throws IOException {
            var console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
            if (console.isPresent()) {
                var typed = console.get().readPassword("Password: ");
                return typed == null ? "" : new String(typed);
            }
            var line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        }

        record Given(String name, String email, String password) {}
    }
}
