using BankCrm.Application.Common;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BankCrm.Testing;

/// <summary>A bank of a test's own: a database with the head office, and what the test puts into it.</summary>
public abstract class TestBank
{
    private static int numbers;

    public TestDatabase Database { get; private set; } = null!;

    public Branch HeadOffice { get; private set; } = null!;

    /// <summary>Of the application under test.</summary>
    public abstract IServiceProvider Services { get; }

    /// <summary>Does something to the database as the system itself.</summary>
    public async Task<T> WorkAsync<T>(Func<CrmDb, IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("test"));
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(CancellationToken.None);
        var result = await work(db, scope.ServiceProvider);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return result;
    }

    public Task<T> ReadAsync<T>(Func<CrmDb, Task<T>> read) => WorkAsync((db, _) => read(db));

    public Task<T> HasAsync<T>(T entity) where T : class => WorkAsync((db, _) =>
    {
        db.Add(entity);
        return Task.FromResult(entity);
    });

    public Task HasChangedAsync<T>(Guid id, Action<T> change) where T : Domain.Common.Entity => WorkAsync<object?>(async (db, _) =>
    {
        change(await db.ForChangeAsync<T>(id, CancellationToken.None));
        return null;
    });

    /// <summary>Each test takes a branch of its own, so that nothing has to be reset.</summary>
    public TestBranch NewBranch(string? name = null)
    {
        var code = $"T{Interlocked.Increment(ref numbers):00000}";
        return new(this, Branch.Open(Guid.CreateVersion7(), code, name ?? $"Branch {code}", BranchKind.Branch, HeadOffice, "Nanjing"));
    }

    internal static string NextNumber() => $"C9{Interlocked.Increment(ref numbers):000000000}";

    protected async Task PrepareAsync() => Database = await TestServer.CloneAsync(MigrateAsync);

    protected async Task OpenHeadOfficeAsync() => HeadOffice = await HasAsync(
        Branch.Open(Guid.CreateVersion7(), "HQ", "Head office", BranchKind.Bank, parent: null, "Shanghai"));

    private static async Task MigrateAsync(string ownerConnection)
    {
        await CrmDatabase.MigrateAsync(ownerConnection, applicationPassword: null, CancellationToken.None);
        NpgsqlConnection.ClearAllPools();
    }
}

/// <summary>A branch with the people and customers that a test says it has. It is saved with the first of them.</summary>
public sealed class TestBranch(TestBank bank, Branch branch)
{
    private static int people;
    private readonly Lazy<Task<Branch>> saved = new(() => bank.HasAsync(branch));

    public Guid Id => branch.Id;

    public string Name => branch.Name;

    /// <summary>A colleague with exactly these permissions, in this branch only.</summary>
    public Task<TestStaff> HasStaffAsync(params string[] permissions) => HasStaffAsync(RoleReach.OwnBranches, permissions);

    public async Task<TestStaff> HasStaffAsync(RoleReach reach, params string[] permissions)
    {
        await SaveAsync();
        var number = Interlocked.Increment(ref people);
        var role = Role.Create(Guid.CreateVersion7(), $"Role {number} {Guid.NewGuid():n}"[..30], reach, permissions);
        var person = StaffMember.Join(Guid.CreateVersion7(), $"user{number}.{Guid.NewGuid():n}"[..20], $"Mei {number}", branch);
        person.Assign([role], byStaffId: null);
        person.ChosePassword();
        await bank.WorkAsync((db, _) =>
        {
            db.Add(role);
            db.Add(person);
            return Task.FromResult(0);
        });
        return new(person.Id, person.Name, branch.Id, person.UserName);
    }

    /// <summary>A customer as a teller would register them; what the draft leaves open is made up.</summary>
    /// <param name="at">Where the clock of the test is not the true one.</param>
    public async Task<Guid> HasCustomerAsync(CustomerDraft? draft = null, DateTimeOffset? at = null)
    {
        await SaveAsync();
        var now = at ?? TimeProvider.System.GetUtcNow();
        var given = draft ?? new CustomerDraft { Name = "张伟明" };
        return await bank.WorkAsync((db, services) =>
        {
            var cipher = services.GetRequiredService<CustomerCiphers>().Create(given.Id);
            var made = NewCustomer.Of(
                given, TestBank.NextNumber(), branch.Id, byStaffId: null, new(cipher, services.GetRequiredService<IBlindIndex>()),
                services.GetRequiredService<NameReader>(), now, Branch.DayAt(now));
            db.AddRange(made.All());
            return Task.FromResult(given.Id);
        });
    }

    /// <summary>The branch itself, saved.</summary>
    public Task<Branch> SaveAsync() => saved.Value;
}

public sealed record TestStaff(Guid Id, string Name, Guid BranchId, string UserName);
