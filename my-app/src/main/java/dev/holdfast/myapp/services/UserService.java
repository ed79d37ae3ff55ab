package dev.holdfast.myapp.services;

import dev.holdfast.Page;
import dev.holdfast.Problem;
import dev.holdfast.accounts.Accounts;
import dev.holdfast.accounts.password.Passwords;
import dev.holdfast.data.Database;
import dev.holdfast.data.Query;
import dev.holdfast.data.Repository;
import dev.holdfast.data.UniqueViolation;
import dev.holdfast.myapp.models.NewUser;
import dev.holdfast.myapp.models.Role;
import dev.holdfast.myapp.models.User;
import dev.holdfast.myapp.models.UserChange;
import dev.holdfast.myapp.models.UserId;
import dev.holdfast.myapp.models.UserQuery;
import java.time.Clock;

/** Decides what may happen to users. */
public final class UserService {

    private final Repository<User, UserId> users;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Clock clock;

    public UserService(Database database, Accounts accounts, Passwords passwords, Clock clock) {
        this.users = database.repository(User.MODEL);
        this.accounts = accounts;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** Gives somebody an account. An address that is taken is a conflict. */
    public User register(NewUser draft) {
        return create(draft, Role.USER);
    }

    /** Makes an admin: from the command line only. */
    public User createAdmin(NewUser draft) {
        return create(draft, Role.ADMIN);
    }

    // tag::ordered[]
    /** The password goes first: it is nobody's until there is the user, whose address decides whether there will be one. */
    private User create(NewUser draft, Role role) {
        var id = UserId.next(clock);
        accounts.storePassword(id.toString(), passwords.hash(draft.password()));
        try {
            return users.insert(new User(id, draft.name(), draft.email(), role, clock.instant()));
        } catch (UniqueViolation taken) {
            // Any other failure may have stored the user all the same, who then needs the password.
            accounts.forget(id.toString());
            throw taken;
        }
    }
    // end::ordered[]

    /** Returns a page of all users, the newest first. */
    public Page<User> list(UserQuery query) {
        return users.page(Query.<User>all().by(User.CREATED_AT.descending()), query.cursor(), query.limit());
    }

    public User find(UserId id) {
        return users.findById(id).orElseThrow(() -> Problem.missing("user", id));
    }

    /** Changes what users may change about themselves. */
    public User change(UserId id, UserChange change) {
        return users.patch(id, User.NAME.to(change.name())).orElseThrow(() -> Problem.missing("user", id));
    }

    /** Deletes a user and the way to sign in as them. */
    public void delete(UserId id) {
        if (!users.deleteById(id)) {
            throw Problem.missing("user", id);
        }
        accounts.forget(id.toString());
    }
}
