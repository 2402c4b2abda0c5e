using BankCrm.Domain.Cases.Routing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<LearntRouter> LearntRouters => Set<LearntRouter>();
}
