using BankCrm.Domain.Tasks.Digests;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<DigestSetting> DigestSettings => Set<DigestSetting>();

    public DbSet<Digest> Digests => Set<Digest>();
}
