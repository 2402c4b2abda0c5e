using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BankCrm.Infrastructure.Platform.Database;

/// <summary>
/// What EF Core knows of the tables, built once for the whole process: it takes a second or two of processor time for each of the two contexts, and needs no
/// database. What goes wrong with it is told to whoever needs it first.
/// </summary>
public static class CrmModels
{
    private static readonly Lazy<IModel> Any = new(() => Build(new CrmDbContext(Options<CrmDbContext>())));
    private static readonly Lazy<IModel> OneBranch = new(() => Build(new OneBranchDbContext(Options<OneBranchDbContext>())));

    /// <summary>Begins in the background with the one that a start needs, while other things are waited for.</summary>
    public static void BuildFirst() => _ = Task.Run(() => Any.Value);

    /// <summary>Goes on with the one that only people at a branch need, so that the first of them does not wait for it.</summary>
    public static void BuildRest() => _ = Task.Run(() => OneBranch.Value);

    internal static IModel For(Type context) => context == typeof(OneBranchDbContext) ? OneBranch.Value : Any.Value;

    private static IModel Build(CrmDbContext context)
    {
        using (context)
        {
            return context.Model;
        }
    }

    private static DbContextOptions<T> Options<T>() where T : CrmDbContext =>
        (DbContextOptions<T>)new DbContextOptionsBuilder<T>().UseNpgsql(CrmDatabase.Dialect).Options;
}
