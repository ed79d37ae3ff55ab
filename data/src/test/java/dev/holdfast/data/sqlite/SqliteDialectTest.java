package dev.holdfast.data.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.Fault;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.Id;
import dev.holdfast.data.Model;
import dev.holdfast.data.Table;
import dev.holdfast.data.UniqueViolation;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.sql.Session;
import dev.holdfast.data.sql.Sql;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the errors of a real SQLite mean to a caller. */
class SqliteDialectTest {

    @Table("things")
    private record Thing(@Id UUID id, String shoeSize) {}

    private static final RecordModel<?, ?> MODEL = switch (Model.of(Thing.class, UUID.class)) {
        case RecordModel<Thing, UUID> records -> records;
    };

    @TempDir
    Path folder;

    private Session session;

    @BeforeEach
    void open() throws SQLException {
        session = new Connections(folder.resolve("x.db")).writer();
        session.run("CREATE TABLE things (id TEXT PRIMARY KEY, shoe_size TEXT NOT NULL UNIQUE, n INTEGER DEFAULT 1 "
                + "CHECK (n > 0), parent TEXT REFERENCES things (id), UNIQUE (n, parent)) STRICT");
        session.run("CREATE UNIQUE INDEX one_nine ON things (abs(n)) WHERE n = 9");
        session.run("INSERT INTO things (rowid, id, shoe_size) VALUES (7, 'a', '42')");
    }

    @AfterEach
    void close() throws SQLException {
        session.close();
    }

    @Test
    void a_unique_index_names_the_component() {
        assertThat(taken("INSERT INTO things (id, shoe_size) VALUES ('b', '42')"))
                .containsExactly("/shoeSize");
    }

    @Test
    void a_primary_key_names_the_component() {
        assertThat(taken("INSERT INTO things (id, shoe_size) VALUES ('a', '43x')"))
                .containsExactly("/id");
    }

    @Test
    void a_unique_index_over_two_columns_names_both() throws SQLException {
        session.run("INSERT INTO things (id, shoe_size, n, parent) VALUES ('c', '430', 2, 'a')");

        assertThat(taken("INSERT INTO things (id, shoe_size, n, parent) VALUES ('d', '4300', 2, 'a')"))
                .containsExactly("/n", "/parent");
    }

    @Test
    void a_unique_index_over_an_expression_has_no_name_to_give() throws SQLException {
        session.run("INSERT INTO things (id, shoe_size, n) VALUES ('b', '43', 9)");

        assertThat(taken("INSERT INTO things (id, shoe_size, n) VALUES ('c', '44', 9)"))
                .isEmpty();
    }

    @Test
    void a_row_number_that_is_taken_is_a_unique_violation() {
        assertThat(taken("INSERT INTO things (rowid, id, shoe_size) VALUES (7, 'b', '4300')"))
                .containsExactly("/rowid");
    }

    @Test
    void a_missing_value_names_the_component() {
        var problem = problem("INSERT INTO things (id) VALUES ('b')");

        assertThat(problem.kind()).isEqualTo(Kind.UNPROCESSABLE);
        assertThat(problem.faults()).containsExactly(new Fault("/shoeSize", "must not be absent"));
    }

    @Test
    void other_rules_of_the_table_are_unprocessable() {
        for (var broken : List.of(
                "INSERT INTO things (id, shoe_size, parent) VALUES ('b', '4300', 'nobody')",
                "INSERT INTO things (id, shoe_size, n) VALUES ('b', '4300', 0)",
                "INSERT INTO things (id, shoe_size, n) VALUES ('b', '4300', 'many')")) {
            assertThat(problem(broken).kind()).isEqualTo(Kind.UNPROCESSABLE);
        }
    }

    @Test
    void a_full_disk_is_a_reason_to_come_back_later() throws SQLException {
        session.rows(new Sql("PRAGMA max_page_count = 1"), (row, _) -> row.getString(1));

        var problem = problem("INSERT INTO things (id, shoe_size) VALUES ('b', hex(zeroblob(1000000)))");

        assertThat(problem.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(problem.retryAfter()).isPresent();
    }

    @Test
    void another_writer_is_a_reason_to_come_back_later() throws SQLException {
        try (var other = new Connections(folder.resolve("x.db")).writer()) {
            other.run("BEGIN IMMEDIATE");
            session.rows(new Sql("PRAGMA busy_timeout = 0"), (row, _) -> row.getString(1));

            assertThat(problem("BEGIN IMMEDIATE").kind()).isEqualTo(Kind.UNAVAILABLE);
        }
    }

    @Test
    void anything_else_is_a_fault_of_the_program() {
        assertThat(refusal("SELECT * FROM nowhere")).isInstanceOf(DatabaseFailure.class);
    }

    private List<String> taken(String sql) {
        var problem = problem(sql);
        assertThat(problem).isInstanceOf(UniqueViolation.class);
        return problem.faults().stream().map(Fault::pointer).toList();
    }

    private Problem problem(String sql) {
        var refusal = refusal(sql);
        assertThat(refusal).isInstanceOf(Problem.class);
        return (Problem) refusal;
    }

    private RuntimeException refusal(String sql) {
        var error = catchThrowableOfType(SQLException.class, () -> session.run(sql));
        return new SqliteDialect().refusal(error, MODEL);
    }
}
