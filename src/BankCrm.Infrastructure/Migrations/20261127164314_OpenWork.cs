using BankCrm.Infrastructure.Tasks.Queues;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class OpenWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_identity_documents_run_out",
                table: "identity_documents",
                columns: new[] { "valid_until", "customer_id" },
                filter: "valid_until is not null")
                .Annotation("Npgsql:IndexInclude", new[] { "branch_id" });

            migrationBuilder.Sql(OpenWorkSql.Text);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(OpenWorkSql.Remove);

            migrationBuilder.DropIndex(
                name: "ix_identity_documents_run_out",
                table: "identity_documents");
        }
    }
}
