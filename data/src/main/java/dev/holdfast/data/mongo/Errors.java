package dev.holdfast.data.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoConfigurationException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.UniqueViolation;
import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.store.Refusal;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.BsonDocument;

/** What the errors of MongoDB mean. */
final class Errors {

    static final int TAKEN = 11_000;

    private static final Pattern INDEX = Pattern.compile("index: (\\S+) dup key");
    private static final Pattern DIRECTION = Pattern.compile("_-?1(?:_|$)");

    private Errors() {}

    /** Returns what to throw for an error met with documents of a model. */
    static RuntimeException refusal(MongoException error, RecordModel<?, ?> model) {
        return switch (code(error)) {
            case TAKEN, 11_001, 12_582 -> new UniqueViolation(taken(error, model));
            case 121 -> Refusal.brokenRule(List.of());
            case 10_334, 17_419, 17_420 -> tooLarge();
            default -> passing(error);
        };
    }

    /** Returns what to throw for an error that has nothing to do with what was to be stored. */
    static RuntimeException passing(MongoException error) {
        return switch (error) {
            case MongoInterruptedException stopped -> Refusal.interrupted(stopped);
            case MongoSecurityException refused ->
                new DatabaseFailure("the database lets nobody in as this user", refused);
            case MongoOperationTimeoutException late -> Refusal.unavailable("the database took too long", late);
            case MongoExecutionTimeoutException late -> Refusal.unavailable("the database took too long", late);
            case MongoTimeoutException away -> Refusal.unavailable("the database cannot be reached", away);
            case MongoSocketException away -> Refusal.unavailable("the database cannot be reached", away);
            case MongoConnectionPoolClearedException away ->
                Refusal.unavailable("the database cannot be reached", away);
            case MongoServerUnavailableException away -> Refusal.unavailable("the database cannot be reached", away);
            case MongoNotPrimaryException away -> Refusal.unavailable("the database is changing its servers", away);
            case MongoNodeIsRecoveringException away ->
                Refusal.unavailable("the database is changing its servers", away);
            case MongoWriteConcernException unsure ->
                Refusal.unavailable("the database did not confirm in time what was written", unsure);
            case MongoException other -> byCode(other);
        };
    }

    private static RuntimeException byCode(MongoException error) {
        return switch (code(error)) {
            case 50, 262 -> Refusal.unavailable("the database took too long", error);
            case 24, 46, 112, 251 -> Refusal.unavailable("the database is busy", error);
            case 64 -> Refusal.unavailable("the database did not confirm in time what was written", error);
            default ->
                isTransient(error)
                        ? Refusal.unavailable("the database is busy", error)
                        : new DatabaseFailure("the database refused: " + error.getMessage(), error);
        };
    }

    /** A document that is larger than any that MongoDB keeps. */
    static Problem tooLarge() {
        var message = "the whole is larger than the 16 MiB that MongoDB keeps in one document";
        return new Problem(Kind.UNPROCESSABLE, message);
    }

    /** Says whether an attempt to open the database may do better a little later. */
    static boolean isPassing(Exception failure) {
        return switch (failure) {
            case MongoConfigurationException _,
                    MongoTimeoutException _,
                    MongoSocketException _,
                    MongoNotPrimaryException _,
                    MongoNodeIsRecoveringException _ -> true;
            case MongoSecurityException unsaid -> unsaid.getCause() instanceof MongoSocketException;
            case Exception _ -> false;
        };
    }

    /** Says whether a transaction may be tried again from its beginning. */
    static boolean isTransient(MongoException error) {
        return error.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL);
    }

    static int code(MongoException error) {
        return error instanceof MongoBulkWriteException bulk
                        && !bulk.getWriteErrors().isEmpty()
                ? bulk.getWriteErrors().getFirst().getCode()
                : error.getCode();
    }

    /** Returns the components whose values are taken. */
    static List<String> taken(MongoException error, RecordModel<?, ?> model) {
        if (error instanceof MongoCommandException refused
                && refused.getResponse().get("keyPattern") instanceof BsonDocument pattern) {
            return pattern.keySet().stream()
                    .map(field -> component(field, model))
                    .toList();
        }
        var named = INDEX.matcher(message(error));
        return named.find() ? indexed(named.group(1), model) : List.of();
    }

    /** An index is named after its fields, and one of another name says nothing. */
    private static List<String> indexed(String index, RecordModel<?, ?> model) {
        if (index.equals("_id_")) {
            return List.of(model.id().name());
        }
        var fields = DIRECTION
                .splitAsStream(index)
                .map(field -> component(field, model))
                .toList();
        var known = model.columns().stream().map(Column::name).toList();
        return known.containsAll(fields) ? fields : List.of();
    }

    private static String component(String field, RecordModel<?, ?> model) {
        return field.equals(Documents.ID) ? model.id().name() : field;
    }

    private static String message(MongoException error) {
        return error instanceof MongoBulkWriteException bulk
                        && !bulk.getWriteErrors().isEmpty()
                ? bulk.getWriteErrors().getFirst().getMessage()
                : String.valueOf(error.getMessage());
    }
}
