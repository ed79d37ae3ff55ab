package dev.holdfast.data.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.data.DatabaseFailure;
import java.util.Arrays;
import java.util.Map;
import org.flywaydb.core.api.resource.Resource;
import org.junit.jupiter.api.Test;

/** Which files hold for a kind of database, and when they count as the same ones that were applied before. */
class MigrationFilesTest {

    private static final Map<String, String> USERS = Map.of("V1__users.sql", "a", "V2__more.sql", "b");

    private static MigrationFiles files(Map<String, String> all, String kind) {
        return MigrationFiles.of("db/migration", all, kind);
    }

    private static Object[] names(MigrationFiles files) {
        return files.getResources("V", new String[] {".sql"}).stream()
                .map(Resource::getFilename)
                .toArray();
    }

    private static String text(MigrationFiles files, String name) throws Exception {
        var file = files.getResource(name);
        assertThat(file).isNotNull();
        return file == null ? "" : file.read().readAllAsString();
    }

    @Test
    void a_variant_wins_over_the_file_for_all_and_goes_by_its_name() throws Exception {
        var all = Map.of("V1__users.sql", "all", "V1__users.sqlite.sql", "own", "V2__more.sql", "more");

        assertThat(names(files(all, "sqlite"))).containsExactly("V1__users.sql", "V2__more.sql");
        assertThat(text(files(all, "sqlite"), "V1__users.sql")).isEqualTo("own");
        assertThat(text(files(all, "postgresql"), "V1__users.sql")).isEqualTo("all");
    }

    @Test
    void versions_are_the_same_however_they_are_written() throws Exception {
        var all = Map.of("V1__users.sql", "all", "V01.0__people.sqlite.sql", "own");

        assertThat(names(files(all, "sqlite"))).containsExactly("V01.0__people.sql");
        assertThat(names(files(Map.of("V10__a.sql", "", "V1__a.sql", ""), "sqlite")))
                .hasSize(2);
    }

    @Test
    void a_version_without_a_file_for_this_database_names_the_one_to_write() {
        var all = Map.of("V1__users.sqlite.sql", "", "V2__more.sql", "", "V3__views.sqlite.sql", "");

        assertThatThrownBy(() -> files(all, "postgresql"))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("V1__users.postgresql.sql is missing")
                .hasMessageContaining("V3__views.postgresql.sql is missing")
                .hasMessageNotContaining("V2__more");
    }

    @Test
    void names_that_would_be_passed_over_are_refused() {
        for (var name : Arrays.asList("V1_users.sql", "users.sql", "V1__users.postgres.sql", "Vx__users.sql")) {
            assertThatThrownBy(() -> files(Map.of("V1__a.sql", "", name, ""), "sqlite"))
                    .hasMessageContaining(name + " is not named as in V1__users.sql");
        }
    }

    @Test
    void two_files_of_one_version_are_refused() {
        assertThatThrownBy(() -> files(Map.of("V1__a.sql", "", "V1__b.sql", ""), "sqlite"))
                .hasMessageContaining("V1__a.sql and V1__b.sql have the same version");
    }

    @Test
    void no_file_at_all_is_a_mistake() {
        assertThatThrownBy(() -> files(Map.of(), "sqlite"))
                .hasMessageContaining("db/migration")
                .hasMessageContaining("no SQL files");
    }

    @Test
    void a_file_more_or_a_letter_less_changes_the_fingerprint() {
        var first = files(USERS, "sqlite").fingerprint();

        assertThat(files(USERS, "sqlite").fingerprint()).isEqualTo(first);
        assertThat(files(Map.of("V1__users.sql", "a"), "sqlite").fingerprint()).isNotEqualTo(first);
        assertThat(files(Map.of("V1__users.sql", "a", "V2__more.sql", ""), "sqlite")
                        .fingerprint())
                .isNotEqualTo(first);
    }

    @Test
    void what_is_for_another_database_leaves_the_fingerprint_as_it_was() {
        var variants = Map.of("V1__users.sqlite.sql", "a", "V1__users.postgresql.sql", "other", "V2__more.sql", "b");

        assertThat(files(variants, "sqlite").fingerprint())
                .isEqualTo(files(USERS, "sqlite").fingerprint())
                .isNotEqualTo(files(variants, "postgresql").fingerprint());
    }
}
