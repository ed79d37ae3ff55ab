package dev.holdfast.data;

import dev.holdfast.testkit.Postgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/** The suite of all databases, on PostgreSQL. */
class PostgresTest {

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
    class Serializable extends SerializableContract implements Here {}

    @Nested
    class Transactions extends TransactionContract implements Here {}

    /** An empty database for each test. */
    interface Here extends Place {
        @Override
        default DatabaseOptions empty(Path folder) {
            return DatabaseOptions.of(Postgres.shared().database()).pool(4);
        }
    }
}
