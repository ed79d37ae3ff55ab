package dev.holdfast.myapp;

import dev.holdfast.data.Upkeep;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands that copy the data and put a copy back. */
final class Backups {

    private Backups() {}

    @Command(
            name = "backup",
            description = {
                "Writes a copy of the database, flushed and checked. The program may be running.",
                "PostgreSQL and MongoDB have tools of their own for this: it says what to type."
            },
            mixinStandardHelpOptions = true)
    static final class Write implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(paramLabel = "FILE", description = "Where to; there must be nothing yet.")
        private Path file = Path.of("");

        @Override
        public Integer call() {
            var out = spec.commandLine().getOut();
            var backup = Upkeep.of(MyApp.stored(Main.settings())).backup(file, new Told(out));
            out.printf("%s: %s in %s, checked%n", backup.file(), Told.size(backup.bytes()), Told.time(backup.took()));
            return 0;
        }
    }

    @Command(
            name = "restore",
            description = {
                "Puts a backup in the place of the database. Stop the program first.",
                "The database that was there is kept beside it.",
                "PostgreSQL and MongoDB have tools of their own for this: it says what to type."
            },
            mixinStandardHelpOptions = true)
    static final class Restore implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(paramLabel = "FILE", description = "The backup; it stays where it is.")
        private Path file = Path.of("");

        @Override
        public Integer call() {
            var settings = Main.settings();
            var out = spec.commandLine().getOut();
            var aside = Upkeep.of(MyApp.stored(settings)).restore(file, new Told(out));
            out.printf("%s is now what %s holds%n", settings.dataPlace(), file);
            aside.ifPresent(before -> out.printf("what was there before: %s%n", before));
            return 0;
        }
    }
}
