using BankCrm.Domain.Admin.ApiClients;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Admin.SecondFactors;
using BankCrm.Domain.Admin.Users;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<Branch> Branches => Set<Branch>();

    public DbSet<StaffMember> Staff => Set<StaffMember>();

    public DbSet<Absence> Absences => Set<Absence>();

    public DbSet<Role> Roles => Set<Role>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<FactorReset> FactorResets => Set<FactorReset>();

    public DbSet<Passkey> Passkeys => Set<Passkey>();

    public DbSet<ApiClient> ApiClients => Set<ApiClient>();

    public DbSet<ApiClientUse> ApiClientUses => Set<ApiClientUse>();

    public DbSet<ApiClientProposal> ApiClientProposals => Set<ApiClientProposal>();
}
