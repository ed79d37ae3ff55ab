package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that are there already take the shape that a newer program wants. */
class ReshapeTest {

    @Table("contacts")
    record Before(@Id UUID id, String name, String phones) {
        static final Model<Before, UUID> MODEL = Model.of(Before.class, UUID.class);
    }

    @Table("contacts")
    record After(@Id UUID id, String firstName, String lastName, List<String> numbers) {
        static final Model<After, UUID> MODEL = Model.of(After.class, UUID.class);
    }

    private static final UUID ADA = new UUID(0, 1);
    private static final UUID PRINCE = new UUID(0, 2);

    @TempDir
    Path folder;

    @Test
    void a_migration_splits_a_name_and_makes_a_list_of_a_text() {
        var options = DatabaseOptions.of("sqlite:" + folder.resolve("x.db"));
        try (var database = Database.open(options.schemas(Schema.of("app", "reshape/before", Before.MODEL)))) {
            var contacts = database.repository(Before.MODEL);
            contacts.insert(new Before(ADA, "Ada King Lovelace", "+44 1, \"+44\" 2"));
            contacts.insert(new Before(PRINCE, "Prince", ""));
        }
        try (var database = Database.open(options.schemas(Schema.of("app", "reshape/after", After.MODEL)))) {
            var contacts = database.repository(After.MODEL);

            assertThat(contacts.findById(ADA))
                    .contains(new After(ADA, "Ada", "King Lovelace", List.of("+44 1", "\"+44\" 2")));
            assertThat(contacts.findById(PRINCE)).contains(new After(PRINCE, "Prince", "", List.of()));
        }
    }
}
