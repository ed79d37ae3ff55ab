package peer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Users in the table {@code users}. */
@Repository
public class Users {

    private final JdbcClient database;

    public Users(JdbcClient database) {
        this.database = database;
    }

    public record WithPassword(User user, String passwordHash) {}

    public Optional<User> byId(UUID id) {
        return database.sql("SELECT id, name, email, role, created_at FROM users WHERE id = ?")
                .param(id)
                .query((row, _) -> user(row))
                .optional();
    }

    public Optional<WithPassword> byEmail(String email) {
        return database.sql("SELECT id, name, email, role, created_at, password_hash FROM users WHERE email = ?")
                .param(email)
                .query((row, _) -> new WithPassword(user(row), row.getString("password_hash")))
                .optional();
    }

    public User insert(String name, String email, String passwordHash) {
        return database.sql("INSERT INTO users (name, email, password_hash) VALUES (?, ?, ?)"
                        + " RETURNING id, name, email, role, created_at")
                .params(name, email, passwordHash)
                .query((row, _) -> user(row))
                .single();
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("email"),
                row.getString("role"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
