package dev.holdfast.data;

import dev.holdfast.testkit.Postgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/** The suite of all databases, on PostgreSQL. */
class PostgresTest {

    @Nested
    class Writing extends WritingContract {
        @Override
        DatabaseOptions empty(Path place) {
            return options();
        }
    }

    @Nested
    class Queries extends QueryContract {
        @Override
        DatabaseOptions empty(Path place) {
            return options();
        }
    }

    @Nested
    class Pages extends PageContract {
        @Override
        DatabaseOptions empty(Path place) {
            return options();
        }
    }

    @Nested
    class Lists extends ListContract {
        @Override
        DatabaseOptions empty(Path place) {
            return options();
        }
    }

    @Nested
    class Rules extends RulesContract {
        @Override
        DatabaseOptions empty(Path place) {
            return options();
        }
    }

    @Nested
    class Saving extends SavingContract {
        @Override
        DatabaseOptions empty(Path place) {
            return options();
        }
    }

    @Nested
    class Serializable extends SerializableContract {
        @Override
        DatabaseOptions empty(Path place) {
            return options();
        }
    }

    @Nested
    class Transactions extends TransactionContract {
        @Override
        DatabaseOptions empty(Path place) {
            return options();
        }
    }

    private static DatabaseOptions options() {
        return DatabaseOptions.of(Postgres.shared().database()).pool(4);
    }
}
