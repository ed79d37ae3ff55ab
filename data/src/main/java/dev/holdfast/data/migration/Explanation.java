package dev.holdfast.data.migration;

import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.Schema;
import java.sql.SQLException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.ValidateOutput;
import org.flywaydb.core.api.output.ValidateResult;
import org.jspecify.annotations.Nullable;

/** Says in our words what Flyway found; its own name commands that nobody has here. */
final class Explanation {

    private static final Pattern LINE = Pattern.compile("(?m)^Line\\s*:\\s*([0-9]+)");

    private Explanation() {}

    /** A migration went wrong. */
    static DatabaseFailure of(FlywayException failure, Schema schema, String file) {
        var line = LINE.matcher(String.valueOf(failure.getMessage()));
        return new DatabaseFailure(
                "the migration %s in %s failed%s: %s"
                        .formatted(
                                file,
                                schema.migrations(),
                                line.find() ? " in the statement that begins in line " + line.group(1) : "",
                                reason(failure)),
                failure);
    }

    /** Something went wrong before any migration. */
    static DatabaseFailure of(FlywayException failure, Schema schema) {
        return new DatabaseFailure(
                "the migrations in %s cannot be applied: %s".formatted(schema.migrations(), reason(failure)), failure);
    }

    /** The history and the files contradict each other. */
    static DatabaseFailure of(ValidateResult result, Schema schema) {
        var faults = result.invalidMigrations.stream()
                .map(each -> "\n  " + fault(each, schema))
                .collect(Collectors.joining());
        return new DatabaseFailure(
                "the migrations in %s are not those that were applied to this database:%s"
                        .formatted(schema.migrations(), faults),
                null);
    }

    private static String fault(ValidateOutput found, Schema schema) {
        var name = "%s (%s)"
                .formatted(found.version.isEmpty() ? "the repeated migration" : "V" + found.version, found.description);
        if (!(found.errorDetails.errorCode instanceof CoreErrorCode code)) {
            return name + " is refused: " + found.errorDetails.errorMessage;
        }
        return name
                + switch (code) {
                    case CHECKSUM_MISMATCH ->
                        " was changed after it was applied: put its file back as it was, and write the change into a new one";
                    case DESCRIPTION_MISMATCH ->
                        " was renamed after it was applied: give its file the name back that it had";
                    case APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED, APPLIED_REPEATABLE_MIGRATION_NOT_RESOLVED ->
                        " was applied and its file is gone: bring it back";
                    case RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED ->
                        " has a lower number than one that was applied, and comes too late: give its file a higher number";
                    case FAILED_VERSIONED_MIGRATION, FAILED_REPEATABLE_MIGRATION ->
                        " failed halfway, and the database could not undo it: mend the tables by hand, then delete its row from "
                                + schema.history();
                    case CoreErrorCode _ -> " is refused: " + found.errorDetails.errorMessage;
                };
    }

    private static String reason(FlywayException failure) {
        @Nullable Throwable cause = failure;
        String words = String.valueOf(failure.getMessage());
        while (cause != null) {
            if (cause instanceof SQLException) {
                words = String.valueOf(cause.getMessage());
            }
            cause = cause.getCause();
        }
        return words.lines().findFirst().orElse(words).strip();
    }
}
