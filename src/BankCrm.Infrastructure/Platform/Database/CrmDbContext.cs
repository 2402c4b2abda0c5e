using System.Linq.Expressions;
using System.Reflection;
using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BankCrm.Infrastructure.Platform.Database;

/// <summary>
/// How the tables of <see cref="CrmDb"/> are stored, and which rows whoever is at work may see. Instances are pooled: whose work it is
/// is said each time one is taken out, and forgotten when it is given back.
/// </summary>
public class CrmDbContext(DbContextOptions options) : CrmDb(options)
{
    /// <summary>The filter that keeps branches apart. Others, such as one for deleted rows, have names of their own.</summary>
    public const string BranchScope = nameof(BranchScope);

    /// <summary>The filter that keeps what was written for some from the others.</summary>
    public const string AudienceScope = nameof(AudienceScope);

    private static readonly MethodInfo Readers =
        typeof(CrmDbContext).GetMethod(nameof(ScopeToReaders), BindingFlags.NonPublic | BindingFlags.Instance)!;

    /// <summary>The filter of compliance's wall.</summary>
    public const string ComplianceWall = nameof(ComplianceWall);

    private static readonly MethodInfo Wall =
        typeof(CrmDbContext).GetMethod(nameof(ScopeToCompliance), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private static readonly MethodInfo Scope =
        typeof(CrmDbContext).GetMethod(nameof(ScopeToBranches), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private static readonly MethodInfo PairScope =
        typeof(CrmDbContext).GetMethod(nameof(ScopeToEitherBranch), BindingFlags.NonPublic | BindingFlags.Instance)!;

    /// <summary>Nobody's until it is said, and nobody sees a row.</summary>
    public Work Work { get; set; } = new();

    internal CurrentUser User => Work.User;

    public override void Dispose()
    {
        Forget();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    public override async ValueTask DisposeAsync()
    {
        Forget();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    public override async Task<int> SaveChangesAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new ConflictException();
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException broken && Violations.Sentence(broken) is { } sentence)
        {
            throw new RefusedException(sentence);
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Conventions.Add(_ => new SnakeCaseNames());
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<decimal>().HavePrecision(19, 4);
        configurationBuilder.Properties<Sealed>().HaveConversion<SealedConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CrmDbContext).Assembly);

        foreach (var type in modelBuilder.Model.GetEntityTypes().Select(t => t.ClrType).ToList())
        {
            if (type.IsAssignableTo(typeof(Entity)))
            {
                modelBuilder.Entity(type).Ignore(nameof(Entity.Events));
                modelBuilder.Entity(type).Property(nameof(Entity.Id)).ValueGeneratedNever();
                modelBuilder.Entity(type).Property(nameof(Entity.Version)).IsRowVersion();
            }

            if (type.IsAssignableTo(typeof(IBranchScoped)))
            {
                Scope.MakeGenericMethod(type).Invoke(this, [modelBuilder]);
            }
            else if (type.IsAssignableTo(typeof(IBetweenCustomers)))
            {
                PairScope.MakeGenericMethod(type).Invoke(this, [modelBuilder]);
            }

            if (type.IsAssignableTo(typeof(IForSome)))
            {
                Readers.MakeGenericMethod(type).Invoke(this, [modelBuilder]);
            }

            if (type.IsAssignableTo(typeof(IForCompliance)))
            {
                Wall.MakeGenericMethod(type).Invoke(this, [modelBuilder]);
            }
        }
    }

    /// <summary>Which rows of a table that belongs to branches are seen.</summary>
    protected virtual Expression<Func<T, bool>> ScopeOf<T>() where T : class, IBranchScoped =>
        row => User.SeesAllBranches || row.BranchId == User.OnlyBranch || (User.SeesManyBranches && User.Branches.Contains(row.BranchId));

    /// <summary>Which rows between two customers are seen: those of which one customer's branch is.</summary>
    protected virtual Expression<Func<T, bool>> PairScopeOf<T>() where T : class, IBetweenCustomers =>
        row => User.SeesAllBranches || row.FromBranchId == User.OnlyBranch || row.ToBranchId == User.OnlyBranch
            || (User.SeesManyBranches && (User.Branches.Contains(row.FromBranchId) || User.Branches.Contains(row.ToBranchId)));

    private void Forget()
    {
        Work = new();
        (IsScopeDue, PlansOnce) = (false, false);
    }

    private void ScopeToBranches<T>(ModelBuilder model) where T : class, IBranchScoped =>
        model.Entity<T>().HasQueryFilter(BranchScope, ScopeOf<T>());

    private void ScopeToReaders<T>(ModelBuilder model) where T : class, IForSome =>
        model.Entity<T>().HasQueryFilter(
            AudienceScope,
            row => row.Audience == Audience.Everyone || row.WrittenBy == User.StaffId || User.IsSystem
                || (row.Audience == Audience.Branch && User.Branches.Contains(row.BranchId))
                || (row.Audience == Audience.Compliance && User.ReadsForCompliance));

    private void ScopeToCompliance<T>(ModelBuilder model) where T : class, IForCompliance =>
        model.Entity<T>().HasQueryFilter(ComplianceWall, _ => User.SeesAlerts || User.IsSystem);

    private void ScopeToEitherBranch<T>(ModelBuilder model) where T : class, IBetweenCustomers =>
        model.Entity<T>().HasQueryFilter(BranchScope, PairScopeOf<T>());
}

/// <summary>
/// For those who see one branch, or none. Their filter is one comparison, so PostgreSQL can plan a statement once and keep the plan;
/// that of <see cref="CrmDbContext"/> must be planned anew for each kind of user.
/// </summary>
public sealed class OneBranchDbContext(DbContextOptions<OneBranchDbContext> options) : CrmDbContext(options)
{
    protected override Expression<Func<T, bool>> ScopeOf<T>() => row => row.BranchId == User.OnlyBranch;

    protected override Expression<Func<T, bool>> PairScopeOf<T>() =>
        row => row.FromBranchId == User.OnlyBranch || row.ToBranchId == User.OnlyBranch;
}
