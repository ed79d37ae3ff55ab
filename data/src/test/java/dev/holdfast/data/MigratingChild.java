package dev.holdfast.data;

import java.nio.file.Path;
import java.time.Duration;

/** A program that applies migrations, and says when each of them begins and ends. */
final class MigratingChild {

    private MigratingChild() {}

    /** Takes the class path with the migrations, and the file of the database. */
    public static void main(String... arguments) throws Exception {
        var options = DatabaseOptions.of("sqlite:" + arguments[1]).schemas(Schema.of("own", MigrationFolder.NAME));
        new MigrationFolder(Path.of(arguments[0])).seen(() -> {
            Upkeep.of(options).migrate(new Progress() {
                @Override
                public void applying(Migration migration) {
                    System.out.println("applying " + migration.file());
                }

                @Override
                public void applied(Migration migration, Duration took) {
                    System.out.println("applied " + migration.file());
                }
            });
            return true;
        });
    }
}
