package dev.holdfast.data;

import dev.holdfast.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A program on a small disk: fills it with records, makes room, goes on, and says what it saw. */
final class FullDiskChild {

    private static final int BALLAST = 1 << 20;
    private static final int MOST = 100_000;

    private FullDiskChild() {}

    /** Takes the folder the small disk is mounted at. */
    public static void main(String... arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        var ballast = Files.write(folder.resolve("ballast"), new byte[BALLAST]);
        try (var database = Database.open(
                DatabaseOptions.of("sqlite:" + folder.resolve("x.db")).pool(1).schemas(Person.SCHEMA))) {
            var people = database.repository(Person.MODEL);
            var stored = new ArrayList<PersonId>();
            say("refused", filled(people, stored));
            say("readable", present(people, stored));
            Files.delete(ballast);
            say("after", people.insert(Person.named("after")).name());
            say("kept", present(people, stored));
            say("checked", checked(database));
        }
    }

    private static String filled(Repository<Person, PersonId> people, List<PersonId> stored) {
        for (var number = 0; number < MOST; number++) {
            try {
                stored.add(people.insert(Person.named("p" + number)).id());
            } catch (Problem refusal) {
                return refusal.kind() + ", " + refusal.getMessage() + ", again in "
                        + refusal.retryAfter().orElseThrow().toSeconds() + " s";
            }
        }
        return "never";
    }

    private static boolean present(Repository<Person, PersonId> people, List<PersonId> stored) {
        return stored.size() > 100 && stored.stream().map(people::findById).allMatch(Optional::isPresent);
    }

    private static String checked(Database database) {
        return database.natively(java.sql.Connection.class, connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("PRAGMA integrity_check")) {
                rows.next();
                return rows.getString(1);
            }
        });
    }

    private static void say(String what, Object value) {
        System.out.println(what + ": " + value);
    }
}
