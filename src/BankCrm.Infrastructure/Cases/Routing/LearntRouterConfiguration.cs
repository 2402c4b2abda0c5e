using BankCrm.Domain.Cases.Routing;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Cases.Routing;

internal sealed class LearntRouterConfiguration : IEntityTypeConfiguration<LearntRouter>, IViolations
{
    public const string LearntAlready = "It was learnt today already.";
    private const string Day = "ux_learnt_routers_day";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [Day] = LearntAlready,
    };

    public void Configure(EntityTypeBuilder<LearntRouter> routers)
    {
        routers.ToTable("learnt_routers");
        routers.HasIndex(r => r.Day).IsUnique().HasDatabaseName(Day);
    }
}
