package dev.holdfast.data;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;

/** The suite of all databases, on MongoDB; on a fake of it unless a server is named, see {@link MongoServers}. */
class MongoTest {

    @Nested
    class Writing extends WritingContract implements Here {}

    @Nested
    class Changing extends ChangingContract implements Here {}

    @Nested
    class Edges extends EdgeContract implements Here {}

    @Nested
    class Queries extends QueryContract implements Here {}

    @Nested
    class Pages extends PageContract implements Here {}

    @Nested
    class Lists extends ListContract implements Here {}

    @Nested
    class Rules extends RulesContract implements Here {}

    @Nested
    class Saving extends SavingContract implements Here {}

    @Nested
    class Transactions extends TransactionContract implements Here {}

    @AfterAll
    static void leaveNothing() {
        MongoServers.dropAll();
    }

    /** An empty database for each test. */
    interface Here extends Place {
        @Override
        default DatabaseOptions empty(Path folder) {
            return DatabaseOptions.of(MongoServers.fresh()).pool(32);
        }
    }
}
