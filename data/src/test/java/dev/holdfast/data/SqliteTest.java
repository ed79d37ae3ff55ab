package dev.holdfast.data;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/** The suite of all databases, on SQLite. */
class SqliteTest {

    @Nested
    class Writing extends WritingContract {
        @Override
        DatabaseOptions empty(Path place) {
            return options(place);
        }
    }

    @Nested
    class Rules extends RulesContract {
        @Override
        DatabaseOptions empty(Path place) {
            return options(place);
        }
    }

    @Nested
    class Saving extends SavingContract {
        @Override
        DatabaseOptions empty(Path place) {
            return options(place);
        }
    }

    @Nested
    class Queries extends QueryContract {
        @Override
        DatabaseOptions empty(Path place) {
            return options(place);
        }
    }

    @Nested
    class Pages extends PageContract {
        @Override
        DatabaseOptions empty(Path place) {
            return options(place);
        }
    }

    @Nested
    class Lists extends ListContract {
        @Override
        DatabaseOptions empty(Path place) {
            return options(place);
        }
    }

    @Nested
    class Serializable extends SerializableContract {
        @Override
        DatabaseOptions empty(Path place) {
            return options(place);
        }
    }

    @Nested
    class Transactions extends TransactionContract {
        @Override
        DatabaseOptions empty(Path place) {
            return options(place);
        }
    }

    private static DatabaseOptions options(Path place) {
        return DatabaseOptions.of("sqlite:" + place.resolve("test.db")).pool(4);
    }
}
