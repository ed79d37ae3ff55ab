package dev.holdfast.myapp.services;

import dev.holdfast.Caller;
import dev.holdfast.Kind;
import dev.holdfast.Page;
import dev.holdfast.Problem;
import dev.holdfast.accounts.Accounts;
import dev.holdfast.accounts.Registered;
import dev.holdfast.accounts.Registration;
import dev.holdfast.data.Database;
import dev.holdfast.data.Filter;
import dev.holdfast.data.Query;
import dev.holdfast.data.Repository;
import dev.holdfast.myapp.models.NewUser;
import dev.holdfast.myapp.models.Role;
import dev.holdfast.myapp.models.User;
import dev.holdfast.myapp.models.UserChange;
import dev.holdfast.myapp.models.UserId;
import dev.holdfast.myapp.models.UserQuery;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Consumer;

/** Decides what may happen to users. */
public final class UserService {

    private final Repository<User, UserId> users;
    private final Accounts accounts;
    private final Consumer<UserId> gone;
    private final Clock clock;

    /**
     * Users in a database.
     *
     * @param gone is told of whoever was deleted
     */
    public UserService(Database database, Accounts accounts, Consumer<UserId> gone, Clock clock) {
        this.users = database.repository(User.MODEL);
        this.accounts = accounts;
        this.gone = gone;
        this.clock = clock;
    }

    /** Gives somebody an account. An address that is taken is a conflict, unless addresses are verified: then only its mailbox is told. */
    public Registered<User> register(NewUser draft) {
        var id = UserId.next(clock);
        return accounts.register(registration(id, draft), () -> insert(id, draft, Role.USER));
    }

    /** Makes an admin: from the command line only. */
    public User createAdmin(NewUser draft) {
        var id = UserId.next(clock);
        return accounts.enroll(registration(id, draft), () -> insert(id, draft, Role.ADMIN));
    }

    private static Registration registration(UserId id, NewUser draft) {
        return new Registration(id.toString(), draft.email(), draft.name(), draft.password());
    }

    private User insert(UserId id, NewUser draft, Role role) {
        return users.insert(new User(id, draft.name(), draft.email(), role, clock.instant()));
    }

    /** Returns a page of the users somebody looks for, the newest first. */
    public Page<User> list(UserQuery query) {
        var wanted = query.search().map(UserService::matching).orElseGet(Filter::all);
        return users.page(Query.where(wanted).by(User.CREATED_AT.descending()), query.cursor(), query.limit());
    }

    private static Filter<User> matching(String text) {
        return User.NAME.contains(text).or(User.EMAIL.contains(text.toLowerCase(Locale.ROOT)));
    }

    public User find(UserId id) {
        return users.findById(id).orElseThrow(() -> Problem.missing("user", id));
    }

    /** Changes what users may change about themselves. */
    public User change(UserId id, UserChange change) {
        return users.patch(id, User.NAME.to(change.name())).orElseThrow(() -> Problem.missing("user", id));
    }

    /** Makes a user something else, from their next request on; nobody does so to themselves by mistake. */
    public User changeRole(Caller by, UserId id, Role role) {
        if (by.identity().equals(id.toString())) {
            throw new Problem(Kind.CONFLICT, "nobody changes their own role; ask another admin");
        }
        var changed = users.patch(id, User.ROLE.to(role)).orElseThrow(() -> Problem.missing("user", id));
        accounts.roleChanged(id.toString(), role.name());
        return changed;
    }

    /** Deletes a user and the way to sign in as them. */
    public void delete(UserId id) {
        if (!users.deleteById(id)) {
            throw Problem.missing("user", id);
        }
        accounts.forget(id.toString());
        gone.accept(id);
    }
}
