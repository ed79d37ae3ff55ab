package dev.holdfast.myapp;

import dev.holdfast.data.Migration;
import dev.holdfast.data.Upkeep;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The commands about migrations. */
@Command(
        name = "migrate",
        description = "Applies the migrations that are pending. Where the database is a file, stop the program first.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {Migrating.Status.class, Migrating.Rehearsal.class, NewMigration.class})
final class Migrating implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var settings = Main.settings();
        var out = spec.commandLine().getOut();
        var told = new Told(out);
        Upkeep.of(MyApp.stored(settings)).migrate(told);
        out.printf("%s in %s; it fits the models.%n", done(told.applied()), settings.dataPlace());
        return 0;
    }

    private static String done(int applied) {
        return switch (applied) {
            case 0 -> "Nothing was pending";
            case 1 -> "One migration was applied";
            default -> applied + " migrations were applied";
        };
    }

    @Command(
            name = "status",
            description = "Lists the migrations and what became of each. The program may be running.",
            mixinStandardHelpOptions = true)
    static final class Status implements Callable<Integer> {

        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Option(names = "--check", description = "End with 1 unless all of them are applied.")
        private boolean check;

        @Override
        public Integer call() {
            var migrations = Upkeep.of(MyApp.stored(Main.settings())).migrations();
            var out = spec.commandLine().getOut();
            migrations.forEach(each -> out.println(line(each)));
            return check && !isDone(migrations) ? 1 : 0;
        }

        private static boolean isDone(List<Migration> migrations) {
            return migrations.stream().allMatch(each -> each.state() == Migration.State.APPLIED);
        }

        private static String line(Migration migration) {
            var time = migration.appliedAt().map(at -> " " + TIME.format(at)).orElse("");
            var state = switch (migration.state()) {
                case PENDING -> "pending";
                case APPLIED -> "applied" + time;
                case CHANGED -> "applied" + time + ", and its file was changed since";
                case UNKNOWN -> "applied" + time + ", and this program has no such file";
                case FAILED -> "failed" + time;
            };
            return "%-10s %-5s %-30s %s".formatted(migration.schema(), migration.version(), migration.name(), state);
        }
    }

    @Command(
            name = "rehearse",
            description = {
                "Applies the migrations that are pending to a copy of the data and throws it away.",
                "The program may be running; the database is only read."
            },
            mixinStandardHelpOptions = true)
    static final class Rehearsal implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            var out = spec.commandLine().getOut();
            var told = new Told(out);
            Upkeep.of(MyApp.stored(Main.settings())).rehearse(told);
            out.println(done(told.applied()) + " in a copy, which is gone again; it fits the models.");
            return 0;
        }
    }
}
