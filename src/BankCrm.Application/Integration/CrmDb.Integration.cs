using BankCrm.Domain.Integration;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<ApiRequest> ApiRequests => Set<ApiRequest>();
}
