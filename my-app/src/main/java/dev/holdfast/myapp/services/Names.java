package dev.holdfast.myapp.services;

import dev.holdfast.data.Database;
import dev.holdfast.data.Query;
import dev.holdfast.data.Repository;
import dev.holdfast.myapp.models.User;
import dev.holdfast.myapp.models.UserId;
import dev.holdfast.myapp.models.UserName;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What users are called now; those who are gone have no name. */
final class Names {

    private final Repository<User, UserId> users;

    Names(Database database) {
        this.users = database.repository(User.MODEL);
    }

    Optional<String> of(UserId user) {
        return Optional.ofNullable(of(Set.of(user)).get(user));
    }

    /** Returns the names of those who are there; of a thousand at most. */
    Map<UserId, String> of(Collection<UserId> wanted) {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        return users.find(Query.where(User.ID.in(wanted)), User.AS_OTHERS_SEE).stream()
                .collect(Collectors.toMap(UserName::id, UserName::name));
    }
}
