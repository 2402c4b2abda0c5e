using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace BankCrm.Infrastructure.Platform.Database;

/// <summary>For dotnet-ef only: it compares models and never connects.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<CrmDbContext>
{
    public CrmDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<CrmDbContext>().UseCrmDatabase("Host=design.invalid").Options);
}
