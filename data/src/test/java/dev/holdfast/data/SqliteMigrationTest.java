package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program is told about migrations that do not go well. */
class SqliteMigrationTest {

    private static final String TABLE = "CREATE TABLE a (id TEXT PRIMARY KEY) STRICT;";

    @TempDir
    Path root;

    private MigrationFolder folder;
    private DatabaseOptions options;

    @BeforeEach
    void prepare() {
        folder = new MigrationFolder(root);
        options = DatabaseOptions.of("sqlite:" + root.resolve("x.db")).pool(1);
    }

    @Test
    void a_file_that_becomes_a_variant_is_still_the_one_that_was_applied() throws Exception {
        folder.with("V1__a.sql", TABLE).open(options);
        folder.without("V1__a.sql")
                .with("V1__a.sqlite.sql", TABLE)
                .with("V1__a.postgresql.sql", "CREATE TABLE a (id text PRIMARY KEY);")
                .with("V2__b.sql", "CREATE TABLE b (id INTEGER);")
                .open(options);

        folder.open(options.refusingPending());
    }

    @Test
    void what_failed_is_named_with_its_line_and_nothing_of_it_is_left() throws Exception {
        folder.with("V1__a.sql", TABLE + "\n\nCREATE TABLE b (;\n");

        assertThatThrownBy(() -> folder.open(options))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("V1__a.sql in own/migration failed in the statement that begins in line 3")
                .hasMessageContaining("syntax error")
                .satisfies(SqliteMigrationTest::isInOurWords);

        folder.with("V1__a.sql", TABLE).open(options);
    }

    @Test
    void a_file_changed_after_it_was_applied_is_refused() throws Exception {
        folder.with("V1__a.sql", TABLE).open(options);
        folder.with("V1__a.sql", TABLE + "\nCREATE TABLE b (id INTEGER);");

        for (var each : new DatabaseOptions[] {options, options.refusingPending()}) {
            assertThatThrownBy(() -> folder.open(each))
                    .hasMessageContaining("V1 (a) was changed after it was applied")
                    .satisfies(SqliteMigrationTest::isInOurWords);
        }
    }

    @Test
    void a_file_that_is_gone_is_named() throws Exception {
        folder.with("V1__a.sql", TABLE)
                .with("V2__b.sql", "CREATE TABLE b (id INTEGER);")
                .open(options);
        folder.without("V1__a.sql");

        assertThatThrownBy(() -> folder.open(options))
                .hasMessageContaining("V1 (a) was applied and its file is gone: bring it back")
                .satisfies(SqliteMigrationTest::isInOurWords);
    }

    @Test
    void a_number_below_one_that_was_applied_comes_too_late() throws Exception {
        folder.with("V2__a.sql", TABLE).open(options);
        folder.with("V1__b.sql", "CREATE TABLE b (id INTEGER);");

        assertThatThrownBy(() -> folder.open(options))
                .hasMessageContaining("V1 (b) has a lower number than one that was applied")
                .satisfies(SqliteMigrationTest::isInOurWords);
    }

    @Test
    void a_renamed_file_gets_its_name_back() throws Exception {
        folder.with("V1__a.sql", TABLE).open(options);
        folder.without("V1__a.sql").with("V1__b.sql", TABLE);

        assertThatThrownBy(() -> folder.open(options))
                .hasMessageContaining("V1 (a) was renamed after it was applied")
                .satisfies(SqliteMigrationTest::isInOurWords);
    }

    @Test
    void refusing_what_is_pending_changes_nothing_and_says_when_the_database_is_new() throws Exception {
        folder.with("V1__a.sql", TABLE);
        assertThatThrownBy(() -> folder.open(options.refusingPending()))
                .isInstanceOfSatisfying(
                        PendingMigrations.class,
                        refused -> assertThat(refused.empty()).isTrue())
                .hasMessageContaining("V1__a.sql (own)");
        folder.open(options);
        folder.with("V2__b.sql", "CREATE TABLE b (id INTEGER);");
        assertThatThrownBy(() -> folder.open(options.refusingPending()))
                .isInstanceOfSatisfying(PendingMigrations.class, refused -> {
                    assertThat(refused.empty()).isFalse();
                    assertThat(refused.pending())
                            .singleElement()
                            .extracting(Migration::file)
                            .isEqualTo("V2__b.sql");
                });
    }

    @Test
    void a_migration_may_be_a_comment_alone() throws Exception {
        folder.with("V1__a.sql", "-- nothing to do here\n").open(options);

        folder.open(options.refusingPending());
    }

    private static void isInOurWords(Throwable failure) {
        assertThat(failure.getMessage()).doesNotContainIgnoringCase("flyway").doesNotContainIgnoringCase("repair");
    }
}
