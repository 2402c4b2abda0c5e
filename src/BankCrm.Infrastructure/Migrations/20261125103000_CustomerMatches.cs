using BankCrm.Infrastructure.Customers.Bulk;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <summary>A function only: no table changes, so there is no model beside it.</summary>
    [DbContext(typeof(CrmDbContext))]
    [Migration("20261125103000_CustomerMatches")]
    public partial class CustomerMatches : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(CustomerMatchesSql.Text);

        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop function customer_matches");
    }
}
