package dev.holdfast.data;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;

/** The suite of all databases, on MongoDB; on a fake of it unless a server is named, see {@link MongoServers}. */
class MongoTest {

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
    class Transactions extends TransactionContract {
        @Override
        DatabaseOptions empty(Path place) {
            return options();
        }
    }

    @AfterAll
    static void leaveNothing() {
        MongoServers.dropAll();
    }

    private static DatabaseOptions options() {
        return DatabaseOptions.of(MongoServers.fresh()).pool(32);
    }
}
