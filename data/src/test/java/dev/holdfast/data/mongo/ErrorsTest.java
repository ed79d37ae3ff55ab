package dev.holdfast.data.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import dev.holdfast.Fault;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.Id;
import dev.holdfast.data.Table;
import dev.holdfast.data.Unique;
import dev.holdfast.data.UniqueViolation;
import dev.holdfast.data.mapping.RecordModel;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the errors of MongoDB become. */
class ErrorsTest {

    @Table("cars")
    private record Car(@Id String plate, @Unique String chassisNumber, String colour_1) {}

    private static final RecordModel<Car, String> CARS = RecordModel.read(Car.class, String.class);
    private static final ServerAddress SERVER = new ServerAddress();

    @Test
    void a_value_that_is_taken_is_named_by_the_pattern_of_its_key() {
        var error = command(
                "{ok: 0, code: 11000, errmsg: 'E11000 duplicate key', keyPattern: {chassisNumber: 1}, keyValue: {}}");

        assertTaken(error, "/chassisNumber");
    }

    @Test
    void several_values_that_are_taken_together_are_all_named() {
        assertTaken(
                command("{ok: 0, code: 11000, errmsg: '', keyPattern: {chassisNumber: 1, _id: -1}}"),
                "/chassisNumber",
                "/plate");
    }

    @ParameterizedTest
    @CsvSource({
        "chassisNumber_1, /chassisNumber",
        "_id_, /plate",
        "chassisNumber_-1, /chassisNumber",
        "by_hand, ",
        "shoeSize_1, "
    })
    void without_a_pattern_the_index_names_it(String index, String pointer) {
        var message =
                "E11000 duplicate key error collection: db.cars index: %s dup key: { x: \"index: colour_1 dup key\" }"
                        .formatted(index);

        assertTaken(write(11_000, message), pointer == null ? new String[0] : new String[] {pointer});
    }

    @Test
    void the_first_error_of_several_writes_counts() {
        var taken = new BulkWriteError(
                11_000, "E11000 duplicate key error collection: d.cars index: _id_ dup key: {}", new BsonDocument(), 2);
        var error =
                new MongoBulkWriteException(BulkWriteResult.unacknowledged(), List.of(taken), null, SERVER, Set.of());

        assertTaken(error, "/plate");
    }

    @Test
    void a_document_that_breaks_a_rule_of_its_collection_is_unprocessable() {
        assertProblem(
                write(121, "Document failed validation"), Kind.UNPROCESSABLE, "a value breaks a rule of the table");
    }

    @ParameterizedTest
    @CsvSource({
        "50, the database took too long",
        "262, the database took too long",
        "112, the database is busy",
        "24, the database is busy",
        "251, the database is busy",
        "64, the database did not confirm in time what was written"
    })
    void what_may_go_better_later_is_unavailable(int code, String message) {
        assertProblem(command("{ok: 0, code: %d, errmsg: 'x'}".formatted(code)), Kind.UNAVAILABLE, message);
    }

    @Test
    void whatever_the_server_calls_passing_is_unavailable() {
        var error = command("{ok: 0, code: 999, errmsg: 'x'}");
        error.addLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL);

        assertProblem(error, Kind.UNAVAILABLE, "the database is busy");
    }

    @Test
    void a_server_that_is_away_or_late_is_unavailable() {
        assertProblem(new MongoTimeoutException("x"), Kind.UNAVAILABLE, "the database cannot be reached");
        assertProblem(new MongoSocketReadException("x", SERVER), Kind.UNAVAILABLE, "the database cannot be reached");
        assertProblem(new MongoOperationTimeoutException("x"), Kind.UNAVAILABLE, "the database took too long");
    }

    @Test
    void an_interrupted_caller_stays_interrupted() {
        assertProblem(new MongoInterruptedException("x", null), Kind.UNAVAILABLE, "the caller was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anything_else_is_a_fault_of_the_program() {
        assertThat(Errors.refusal(command("{ok: 0, code: 2, errmsg: 'BadValue'}"), CARS))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("the database refused: ")
                .hasMessageContaining("BadValue");
    }

    private static void assertTaken(MongoException error, String... pointers) {
        assertThat(Errors.refusal(error, CARS))
                .isInstanceOfSatisfying(
                        UniqueViolation.class,
                        taken -> assertThat(taken.faults())
                                .extracting(Fault::pointer)
                                .containsExactly(pointers));
    }

    private static void assertProblem(MongoException error, Kind kind, String message) {
        assertThat(Errors.refusal(error, CARS)).hasMessage(message).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.retryAfter().isPresent()).isEqualTo(kind == Kind.UNAVAILABLE);
        });
    }

    private static MongoCommandException command(String response) {
        return new MongoCommandException(BsonDocument.parse(response), SERVER);
    }

    private static MongoWriteException write(int code, String message) {
        return new MongoWriteException(new WriteError(code, message, new BsonDocument()), SERVER, Set.of());
    }
}
